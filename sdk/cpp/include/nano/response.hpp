// SPDX-License-Identifier: Apache-2.0
//
// A response in C++: a value that owns what it holds.
#ifndef NANO_RESPONSE_HPP
#define NANO_RESPONSE_HPP

#include <nano/request.hpp>
#include <nano/response.h>

#include <string>
#include <utility>
#include <vector>

namespace nano {

/// An answer: a status, header fields and a body.
///
///     return nano::response::text("Hello, World!");
///     return nano::response::empty(405).header("Allow", "GET");
///
/// nano/response.h has the rules; an answer that breaks one becomes a 500. The runtime frames the
/// message and adds Date and Server.
class response {
public:
    /// An answer without a body.
    static response empty(unsigned status) { return response(status, {}); }
    /// Plain text, in UTF-8.
    static response text(std::string body, unsigned status = 200) {
        return typed("text/plain; charset=utf-8", std::move(body), status);
    }
    /// A JSON document, sent as it is given.
    static response json(std::string body, unsigned status = 200) {
        return typed("application/json", std::move(body), status);
    }
    /// Any bytes, of the media type that `content_type` names.
    static response typed(std::string content_type, std::string body, unsigned status = 200) {
        return response(status, std::move(body)).header("Content-Type", std::move(content_type));
    }

    /// This response with one more header field.
    response &&header(std::string name, std::string value) && {
        headers_.emplace_back(std::move(name), std::move(value));
        return std::move(*this);
    }
    /// Adds a header field.
    response &header(std::string name, std::string value) & {
        headers_.emplace_back(std::move(name), std::move(value));
        return *this;
    }

    unsigned status() const noexcept { return status_; }

    /// Gives the response to the runtime, which copies it; returns the runtime's result code.
    int32_t send(nano_responder &responder) const {
        return with_raw(
            [&](const nano_response &raw) { return responder.respond(&responder, &raw); });
    }

    /// Calls `body` with the response as the C interface has it, valid until `body` returns, and
    /// returns its result code.
    template <typename Body> int32_t with_raw(Body &&body) const {
        std::vector<nano_header> fields;
        fields.reserve(headers_.size());
        for (const auto &[name, value] : headers_) fields.push_back({bytes(name), bytes(value)});
        nano_response raw{};
        raw.size = sizeof raw;
        raw.status = status_;
        raw.headers = fields.data();
        raw.header_count = fields.size();
        raw.body = bytes(body_);
        return body(raw);
    }

private:
    response(unsigned status, std::string body) : status_(status), body_(std::move(body)) {}

    unsigned status_;
    std::vector<std::pair<std::string, std::string>> headers_;
    std::string body_;
};

} // namespace nano

#endif
