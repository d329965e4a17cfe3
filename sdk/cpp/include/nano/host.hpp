// SPDX-License-Identifier: Apache-2.0
//
// The runtime, as one loaded copy of a plugin sees it.
#ifndef NANO_HOST_HPP
#define NANO_HOST_HPP

#include <nano/call.h>
#include <nano/env.h>
#include <nano/log.h>
#include <nano/request.hpp>

#include <cstdint>
#include <optional>
#include <string_view>

namespace nano {

/// How much a log line matters.
enum class level : std::uint32_t {
    debug = NANO_LOG_DEBUG,
    info = NANO_LOG_INFO,
    warning = NANO_LOG_WARNING,
    error = NANO_LOG_ERROR,
};

/// The host of a plugin. May be copied, used from every thread, and kept as long as the app lives.
class host {
public:
    explicit host(const nano_host &raw) noexcept
        : raw_(&raw),
          log_(static_cast<const nano_log *>(raw.get_extension(&raw, NANO_LOG_EXTENSION))),
          env_(static_cast<const nano_env *>(raw.get_extension(&raw, NANO_ENV_EXTENSION))),
          calls_(static_cast<const nano_calls *>(raw.get_extension(&raw, NANO_CALL_EXTENSION))) {}

    /// The name of the app that this plugin serves.
    std::string_view app() const noexcept { return view(raw_->app); }
    /// The number of this loaded copy, unique in the process, from 1.
    std::uint64_t generation() const noexcept { return raw_->generation; }
    /// The runtime's version, such as "0.1.0".
    std::string_view version() const noexcept { return view(raw_->version); }

    /// Writes one line to the runtime's log. Never blocks: when the log cannot keep up, lines are
    /// dropped and counted. Text past 8,192 bytes is cut.
    void log(level level, std::string_view message) const noexcept {
        if (log_ != nullptr) {
            log_->write(raw_, static_cast<std::uint32_t>(level), bytes(message));
        }
    }

    /// The value of `name` in the "env" object of the app's configuration. The process environment
    /// is not consulted: apps share it.
    std::optional<std::string_view> environment(std::string_view name) const noexcept {
        nano_bytes value{};
        if (env_ == nullptr || env_->get(raw_, bytes(name), &value) != NANO_OK) {
            return std::nullopt;
        }
        return view(value);
    }

    /// The host as the C interface has it.
    const nano_host &raw() const noexcept { return *raw_; }
    /// The functions of nano.call/1, or a null pointer where the host has none.
    const nano_calls *calls() const noexcept { return calls_; }

private:
    const nano_host *raw_;
    const nano_log *log_;
    const nano_env *env_;
    const nano_calls *calls_;
};

} // namespace nano

#endif
