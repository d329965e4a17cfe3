// SPDX-License-Identifier: Apache-2.0
//
// A request in C++: borrowed views, nothing copied.
#ifndef NANO_REQUEST_HPP
#define NANO_REQUEST_HPP

#include <nano/request.h>
#include <nano/trace.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace nano {

/// The bytes of `bytes` as text of whatever encoding the client chose.
inline std::string_view view(nano_bytes bytes) noexcept {
    return {reinterpret_cast<const char *>(bytes.data), bytes.count};
}

/// A view of `text`, valid as long as what it shows.
inline nano_bytes bytes(std::string_view text) noexcept {
    return nano_bytes_of(text.data(), text.size());
}

/// Whether both are the same but for the case of ASCII letters, as header names are compared
/// (RFC 9110 section 5.1).
inline bool equal_ignoring_case(std::string_view a, std::string_view b) noexcept {
    const auto lowercase = [](char c) { return c >= 'A' && c <= 'Z' ? char(c | 0x20) : c; };
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (lowercase(a[i]) != lowercase(b[i])) return false;
    }
    return true;
}

/// A request. It and every view taken from it last until handle() returns; copy what must live
/// longer. The views hold what the client sent, neither percent-decoded nor normalized.
class request {
public:
    explicit request(const nano_request &raw) noexcept : raw_(raw) {}
    /// One whose host is asked for id() and traceparent(): of a deferred call, or with 0 of the
    /// handle() that runs on this thread.
    request(const nano_request &raw, const nano_host &host, nano_call call = 0) noexcept
        : raw_(raw), host_(&host), call_(call) {}
    request(const request &) = delete;
    request &operator=(const request &) = delete;

    /// The method as sent, case-sensitive: "GET" (RFC 9110 section 9.1).
    std::string_view method() const noexcept { return view(raw_.method); }
    /// The request target as sent: path and query (RFC 9112 section 3.2).
    std::string_view target() const noexcept { return view(raw_.target); }
    /// The target's path: from "/" up to "?"; "*" for OPTIONS *.
    std::string_view path() const noexcept { return view(raw_.path); }
    /// What follows the "?", without it; empty if there is none.
    std::string_view query() const noexcept { return view(raw_.query); }
    /// The host that the request was routed by, without its port; may be empty in HTTP/1.0.
    std::string_view host() const noexcept { return view(raw_.host); }
    /// The whole body, with the transfer coding removed.
    std::string_view body() const noexcept { return view(raw_.body); }
    /// The client's address and port: "192.0.2.1:4711", "[::1]:4711".
    std::string_view peer() const noexcept { return view(raw_.peer); }

    /// What the runtime's access log calls the request: the client's X-Request-Id if it is valid,
    /// else 32 hexadecimal digits made for it. Nothing where the host tells none; of a request that
    /// was not deferred, also on other threads than its handler's.
    std::optional<std::string> id() const { return traced(&nano_trace::request_id); }
    /// The request's traceparent (W3C Trace Context), if it has one that is valid and the host
    /// tells: see id().
    std::optional<std::string> traceparent() const { return traced(&nano_trace::traceparent); }

    /// How many header fields there are, duplicates included.
    std::size_t header_count() const noexcept { return raw_.header_count; }
    /// The name of the field at `index`, which is below header_count(), in the case sent.
    std::string_view header_name(std::size_t index) const noexcept {
        return view(raw_.headers[index].name);
    }
    /// The value of the field at `index`, which is below header_count().
    std::string_view header_value(std::size_t index) const noexcept {
        return view(raw_.headers[index].value);
    }
    /// The value of the first field of that name, in either case.
    std::optional<std::string_view> header(std::string_view name) const noexcept {
        for (std::size_t i = 0; i < header_count(); ++i) {
            if (equal_ignoring_case(header_name(i), name)) return header_value(i);
        }
        return std::nullopt;
    }

    /// The request as the C interface has it.
    const nano_request &raw() const noexcept { return raw_; }

private:
    using trace_function = std::int32_t (*nano_trace::*)(const nano_host *, nano_call, void *,
                                                         std::size_t, std::size_t *);

    std::optional<std::string> traced(trace_function function) const {
        const auto *trace = host_ == nullptr
                                ? nullptr
                                : static_cast<const nano_trace *>(
                                      host_->get_extension(host_, NANO_TRACE_EXTENSION));
        std::string text(NANO_TRACE_REQUEST_ID_BYTES_MAX, '\0');
        std::int32_t code = NANO_ERROR_LIMIT;
        while (trace != nullptr && code == NANO_ERROR_LIMIT) {
            std::size_t count = 0;
            code = (trace->*function)(host_, call_, &text[0], text.size(), &count);
            text.resize(count);
        }
        if (code != NANO_OK || text.empty()) return std::nullopt;
        return text;
    }

    const nano_request &raw_;
    const nano_host *host_ = nullptr;
    nano_call call_ = 0;
};

} // namespace nano

#endif
