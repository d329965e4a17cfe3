// SPDX-License-Identifier: Apache-2.0
//
// A response that is sent in pieces. Part of call.hpp.
#ifndef NANO_STREAM_HPP
#define NANO_STREAM_HPP

#include <nano/open_call.hpp>
#include <nano/request.hpp>

#include <algorithm>
#include <string>
#include <string_view>

namespace nano {

/// A response that has begun: made by call::begin(), ended by end(). Moved, not copied; used on one
/// thread at a time.
class stream : public open_call {
public:
    stream() = default;

    /// Sends a piece of the body; waits while the client is slower than this, which no inline
    /// handler may. False where nobody is there to take it. Throws call_error for more bytes than
    /// the head's Content-Length, and on an event loop.
    bool write(std::string_view piece) {
        std::size_t count = 0;
        return check(functions().write(&host(), number(), bytes(piece), NANO_WAIT, &count),
                     "write");
    }

    /// Sends what there is room for; returns how many bytes that are. on_writable()'s function is
    /// called when there is room for more. Nothing where nobody is there to take it.
    std::optional<std::size_t> try_write(std::string_view piece) {
        std::size_t count = 0;
        const auto result = functions().write(&host(), number(), bytes(piece), 0, &count);
        if (result == NANO_ERROR_AGAIN) return 0;
        if (!check(result, "write")) return std::nullopt;
        return count;
    }

    /// Sends a server-sent event (WHATWG HTML section 9.2), each line of `data` as a field of its
    /// own; the response's media type is text/event-stream. False where nobody is there.
    bool send(std::string_view data, std::string_view event = {}, std::string_view id = {}) {
        std::string text;
        if (!event.empty()) text.append("event: ").append(event).append("\n");
        if (!id.empty()) text.append("id: ").append(id).append("\n");
        for (std::size_t start = 0; start <= data.size();) {
            const std::size_t end = std::min(data.find('\n', start), data.size());
            text.append("data: ").append(data.substr(start, end - start)).append("\n");
            start = end + 1;
        }
        return write(text.append("\n"));
    }

    /// Ends the response, and is empty from then on. False where nobody is there to get it.
    bool end() {
        const bool is_sent = check(functions().end(&host(), number()), "end");
        release();
        return is_sent;
    }

private:
    friend class call;
    explicit stream(open_call &&open) noexcept : open_call(std::move(open)) {}
};

} // namespace nano

#endif
