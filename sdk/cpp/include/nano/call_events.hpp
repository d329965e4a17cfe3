// SPDX-License-Identifier: Apache-2.0
//
// What the runtime tells of a deferred call, as functions that are set later. Part of call.hpp.
#ifndef NANO_CALL_EVENTS_HPP
#define NANO_CALL_EVENTS_HPP

#include <nano/boundary.hpp>
#include <nano/call.h>
#include <nano/host.hpp>

#include <functional>
#include <mutex>
#include <optional>
#include <string_view>
#include <utility>

namespace nano {

/// Why nobody waits for the answer any more.
enum class cancel_reason : std::uint32_t {
    client = NANO_CANCEL_CLIENT,   ///< has gone
    timeout = NANO_CANCEL_TIMEOUT, ///< timeout_ms has passed
    drain = NANO_CANCEL_DRAIN,     ///< the drain's deadline has passed
};

/// The functions of one call. Lives from the deferral to the runtime's last word, ended().
class call_events {
public:
    explicit call_events(const nano::host &host) : host_(host) {}
    call_events(const call_events &) = delete;
    call_events &operator=(const call_events &) = delete;

    /// As the C interface wants it.
    nano_call_events raw() noexcept {
        nano_call_events events{};
        events.size = sizeof events;
        events.data = this;
        events.cancelled = cancelled;
        events.draining = draining;
        events.readable = readable;
        events.writable = writable;
        events.ended = ended;
        return events;
    }

    void on_cancel(std::function<void(cancel_reason)> function) {
        if (const auto reason = replace(cancelled_, function, reason_)) function(*reason);
    }
    void on_drain(std::function<void()> function) {
        if (replace(draining_, function, is_draining_)) function();
    }
    void on_readable(std::function<void()> function) { replace(readable_, function, 0); }
    void on_writable(std::function<void()> function) { replace(writable_, function, 0); }

private:
    /// Sets a function; returns what has happened already.
    template <typename Function, typename State>
    State replace(Function &slot, const Function &function, const State &state) {
        const std::lock_guard lock(mutex_);
        slot = function;
        return state;
    }

    /// Takes note of what has happened, and calls the function that was set for it, if any.
    template <typename Function, typename Note, typename... Arguments>
    void tell(std::string_view name, const Function &slot, Note &&note,
              Arguments... arguments) noexcept {
        guarded(host_, name, [&] {
            std::unique_lock lock(mutex_);
            note();
            const Function function = slot;
            lock.unlock();
            if (function) function(arguments...);
            return NANO_OK;
        });
    }

    static call_events &of(void *data) noexcept { return *static_cast<call_events *>(data); }

    // All [handler-thread], one at a time.
    static void cancelled(void *data, nano_call, std::uint32_t number) noexcept {
        auto &self = of(data);
        const auto reason = static_cast<cancel_reason>(number);
        self.tell("on_cancel", self.cancelled_, [&] { self.reason_ = reason; }, reason);
    }
    static void draining(void *data, nano_call) noexcept {
        auto &self = of(data);
        self.tell("on_drain", self.draining_, [&] { self.is_draining_ = true; });
    }
    static void readable(void *data, nano_call) noexcept {
        of(data).tell("on_readable", of(data).readable_, [] {});
    }
    static void writable(void *data, nano_call) noexcept {
        of(data).tell("on_writable", of(data).writable_, [] {});
    }
    static void ended(void *data, nano_call) noexcept { delete &of(data); }

    const nano::host host_;
    std::mutex mutex_;
    std::optional<cancel_reason> reason_;
    bool is_draining_ = false;
    std::function<void(cancel_reason)> cancelled_;
    std::function<void()> draining_, readable_, writable_;
};

} // namespace nano

#endif
