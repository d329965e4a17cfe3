// SPDX-License-Identifier: Apache-2.0
//
// Requests that are answered later, from any thread, whole or in pieces.
//
//     class clock {
//     public:
//         void handle(const nano::request &, nano::call call) {
//             auto stream = call.begin(nano::response::typed("text/event-stream", ""));
//             for (int i = 0; i < 3 && stream.send(std::to_string(i)); ++i) sleep(1);
//         }
//     };
//
// Each ends once: a nano::call by respond(), or by becoming a stream; a stream by its end. One that
// is destroyed before is abandoned: the client gets a 500, or is cut off.
#ifndef NANO_CALL_HPP
#define NANO_CALL_HPP

#include <nano/call_events.hpp>
#include <nano/open_call.hpp>
#include <nano/request.hpp>
#include <nano/response.hpp>
#include <nano/stream.hpp>

namespace nano {

/// One request that has not been answered yet. Moved, not copied; used on one thread at a time.
class call : public open_call {
public:
    call() = default;

    /// Takes a request from its responder. Throws call_error where the host does not defer.
    static call defer(const nano::host &host, const nano_request &raw,
                      nano_responder &responder) {
        return call(open_call::defer(host, raw, responder));
    }

    /// The request. It and its views last until the call has been answered, and in handle() at
    /// least as long as the call was not moved on.
    nano::request request() const { return nano::request(raw_request(), host(), number()); }

    /// Answers, and is empty from then on. False where nobody is there to be answered.
    /// Throws call_error for an answer that breaks a rule; the call stays open.
    bool respond(const response &answer) {
        const auto result = answer.with_raw([this](const nano_response &raw) {
            return functions().respond(&host(), number(), &raw);
        });
        const bool is_sent = check(result, "respond");
        release();
        return is_sent;
    }

    /// Begins an answer in pieces, of which `head` has the first, and is empty from then on.
    /// Throws call_error for a head that breaks a rule; the call stays open.
    stream begin(const response &head) {
        const auto result = head.with_raw([this](const nano_response &raw) {
            return functions().begin(&host(), number(), &raw);
        });
        check(result, "begin");
        return stream(std::move(*this));
    }

private:
    explicit call(open_call &&open) noexcept : open_call(std::move(open)) {}
};

} // namespace nano

#endif
