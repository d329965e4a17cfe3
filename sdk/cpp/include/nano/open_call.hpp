// SPDX-License-Identifier: Apache-2.0
//
// What nano::call and nano::stream have in common. Part of call.hpp.
#ifndef NANO_OPEN_CALL_HPP
#define NANO_OPEN_CALL_HPP

#include <nano/call_events.hpp>

#include <cstddef>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>

namespace nano {

/// An operation on a call that breaks a rule of nano/call.h, or comes out of order.
class call_error : public std::logic_error {
public:
    call_error(const char *operation, std::int32_t code)
        : std::logic_error(std::string(operation) + " returned " + std::to_string(code)),
          code_(code) {}

    /// The runtime's result code: NANO_ERROR_INVALID, NANO_ERROR_STATE, ...
    std::int32_t code() const noexcept { return code_; }

private:
    std::int32_t code_;
};

/// A deferred request that has not ended; empty after it was moved. Abandoned when it is destroyed.
class open_call {
public:
    open_call() = default;
    open_call(open_call &&other) noexcept { swap(other); }
    open_call &operator=(open_call &&other) noexcept {
        open_call(std::move(other)).swap(*this);
        return *this;
    }
    ~open_call() { abandon(); }

    /// Whether there is a call to be ended.
    explicit operator bool() const noexcept { return number_ != 0; }

    /// Ends the call without an answer: the client gets a 500, or is cut off in the middle of one.
    void abandon() noexcept {
        if (number_ != 0) calls_->abandon(host_, number_);
        release();
    }

    /// Reads what has come of the body, for a plugin with NANO_PLUGIN_BODY_STREAM; waits until
    /// there is something, which no inline handler may. 0 at the body's end; nothing if the client
    /// is gone. Throws call_error on an event loop.
    std::optional<std::size_t> read(void *buffer, std::size_t capacity) {
        return read(buffer, capacity, NANO_WAIT, nullptr);
    }
    /// Reads what has come of the body; `is_empty` tells that nothing has yet, and on_readable()'s
    /// function is called when there is.
    std::optional<std::size_t> try_read(void *buffer, std::size_t capacity, bool &is_empty) {
        return read(buffer, capacity, 0, &is_empty);
    }

    /// Called on a handler thread, once, when nobody waits for the answer any more; at once, here,
    /// if that is so already. It ends the call, or makes whoever has it do so.
    void on_cancel(std::function<void(cancel_reason)> function) {
        events_->on_cancel(std::move(function));
    }
    /// Called on a handler thread, once, when the app begins to drain; at once, here, if it does
    /// already. A stream without an end of its own ends itself.
    void on_drain(std::function<void()> function) { events_->on_drain(std::move(function)); }
    /// Called on a handler thread after a try_read() that found nothing.
    void on_readable(std::function<void()> function) { events_->on_readable(std::move(function)); }
    /// Called on a handler thread after a try_write() that could not take all.
    void on_writable(std::function<void()> function) { events_->on_writable(std::move(function)); }

protected:
    static open_call defer(const nano::host &host, const nano_request &request,
                           nano_responder &responder) {
        auto events = std::make_unique<call_events>(host);
        const nano_call_events raw = events->raw();
        open_call open;
        const std::int32_t result = host.calls() == nullptr
                                        ? NANO_ERROR_STATE
                                        : responder.defer(&responder, &raw, &open.number_);
        if (result != NANO_OK) throw call_error("defer", result);
        open.host_ = &host.raw();
        open.calls_ = host.calls();
        open.request_ = &request;
        open.events_ = events.release(); // deleted by ended()
        return open;
    }

    /// True for NANO_OK, false where nobody is there; throws for everything else.
    static bool check(std::int32_t result, const char *operation) {
        if (result != NANO_OK && result != NANO_ERROR_CANCELLED) {
            throw call_error(operation, result);
        }
        return result == NANO_OK;
    }

    /// Forgets the call, which has ended.
    void release() noexcept { number_ = 0; }

    const nano_host &host() const noexcept { return *host_; }
    const nano_calls &functions() const noexcept { return *calls_; }
    nano_call number() const noexcept { return number_; }
    const nano_request &raw_request() const noexcept { return *request_; }

private:
    void swap(open_call &other) noexcept {
        std::swap(host_, other.host_);
        std::swap(calls_, other.calls_);
        std::swap(request_, other.request_);
        std::swap(events_, other.events_);
        std::swap(number_, other.number_);
    }

    std::optional<std::size_t> read(void *buffer, std::size_t capacity, std::uint32_t flags,
                                    bool *is_empty) {
        std::size_t count = 0;
        const auto result = calls_->read(host_, number_, buffer, capacity, flags, &count);
        if (is_empty != nullptr) *is_empty = result == NANO_ERROR_AGAIN;
        if (result == NANO_ERROR_AGAIN) return 0;
        if (!check(result, "read")) return std::nullopt;
        return count;
    }

    const nano_host *host_ = nullptr;
    const nano_calls *calls_ = nullptr;
    const nano_request *request_ = nullptr;
    call_events *events_ = nullptr;
    nano_call number_ = 0;
};

} // namespace nano

#endif
