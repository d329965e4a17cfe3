// SPDX-License-Identifier: Apache-2.0
//
// A request in C++: borrowed views, nothing copied.
#ifndef NANO_REQUEST_HPP
#define NANO_REQUEST_HPP

#include <nano/request.h>

#include <cstddef>
#include <optional>
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
    const nano_request &raw_;
};

} // namespace nano

#endif
