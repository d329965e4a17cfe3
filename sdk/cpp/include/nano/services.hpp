// SPDX-License-Identifier: Apache-2.0
//
// The host's store (nano/kv.h) and its requests to other servers (nano/http_client.h).
#ifndef NANO_SERVICES_HPP
#define NANO_SERVICES_HPP

#include <nano/host.hpp>
#include <nano/http_client.h>
#include <nano/kv.h>

#include <cstdint>
#include <exception>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace nano {

/// What all generations of an app share. Any entry may be gone at any time: where there is no room,
/// those used longest ago go.
class store {
public:
    explicit store(const host &host) noexcept
        : host_(&host.raw()),
          kv_(static_cast<const nano_kv *>(host_->get_extension(host_, NANO_KV_EXTENSION))) {}

    /// Whether the host has one; without it nothing is there and nothing is kept.
    explicit operator bool() const noexcept { return kv_ != nullptr; }

    /// The value of a key of 1 to 512 bytes.
    std::optional<std::string> get(std::string_view key) const {
        std::string value(256, '\0');
        while (kv_ != nullptr) {
            std::size_t count = 0;
            const std::int32_t code =
                kv_->get(host_, bytes(key), &value[0], value.size(), &count, nullptr);
            if (code != NANO_OK && code != NANO_ERROR_LIMIT) {
                break;
            }
            value.resize(count);
            if (code == NANO_OK) {
                return value;
            }
        }
        return std::nullopt;
    }

    /// Writes a value of at most 1 MiB, for `ttl_ms`, or for ever with 0. Returns whether it did.
    bool set(std::string_view key, std::string_view value,
             std::uint64_t ttl_ms = 0) const noexcept {
        return write(key, value, ttl_ms, NANO_KV_ANY);
    }

    /// Writes it if the key is absent. Returns whether it was.
    bool add(std::string_view key, std::string_view value,
             std::uint64_t ttl_ms = 0) const noexcept {
        return write(key, value, ttl_ms, NANO_KV_NEW);
    }

    /// Returns whether it was there.
    bool remove(std::string_view key) const noexcept {
        return kv_ != nullptr && kv_->remove(host_, bytes(key), NANO_KV_ANY) == NANO_OK;
    }

    /// Adds to a value of decimal digits, an absent one counting as 0, and returns the sum; nothing
    /// where the value is no number.
    std::optional<std::int64_t> increment(std::string_view key, std::int64_t delta = 1,
                                          std::uint64_t ttl_ms = 0) const noexcept {
        std::int64_t sum = 0;
        if (kv_ == nullptr || kv_->increment(host_, bytes(key), delta, ttl_ms, &sum) != NANO_OK) {
            return std::nullopt;
        }
        return sum;
    }

private:
    bool write(std::string_view key, std::string_view value, std::uint64_t ttl_ms,
               std::uint64_t expected) const noexcept {
        return kv_ != nullptr &&
               kv_->set(host_, bytes(key), bytes(value), ttl_ms, expected, nullptr) == NANO_OK;
    }

    const nano_host *host_;
    const nano_kv *kv_;
};

/// What another server answered, or why it did not.
struct fetched {
    std::int32_t result = NANO_ERROR; ///< NANO_OK, or an error of nano/http_client.h
    std::string error;                ///< the same in words
    int status = 0;
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;
};

namespace detail {

struct fetching {
    fetched answer;
    std::exception_ptr thrown;

    void take(const nano_http_response &response) {
        answer.error = std::string(view(response.error));
        answer.status = static_cast<int>(response.status);
        for (std::size_t i = 0; i < response.header_count; i++) {
            answer.headers.emplace_back(view(response.headers[i].name),
                                        view(response.headers[i].value));
        }
        answer.body = std::string(view(response.body));
    }
};

/// No exception leaves: the runtime is below.
inline void receive(void *data, const nano_http_response *response) noexcept {
    auto &fetching = *static_cast<detail::fetching *>(data);
    try {
        fetching.take(*response);
    } catch (...) {
        fetching.thrown = std::current_exception();
    }
}

} // namespace detail

/// Sends a GET and waits for the answer: on lanes and threads of your own, not in inline handlers.
inline fetched fetch(const host &host, std::string_view url) {
    const nano_host *raw = &host.raw();
    const auto *http = static_cast<const nano_http *>(raw->get_extension(raw, NANO_HTTP_EXTENSION));
    detail::fetching fetching;
    if (http == nullptr) {
        return fetching.answer;
    }
    nano_http_request request{};
    request.size = sizeof request;
    request.url = bytes(url);
    fetching.answer.result = http->perform(raw, &request, detail::receive, &fetching);
    if (fetching.thrown) {
        std::rethrow_exception(fetching.thrown);
    }
    return std::move(fetching.answer);
}

} // namespace nano

#endif
