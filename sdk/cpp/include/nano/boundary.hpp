// SPDX-License-Identifier: Apache-2.0
//
// Where the runtime calls into C++: no exception leaves.
#ifndef NANO_BOUNDARY_HPP
#define NANO_BOUNDARY_HPP

#include <nano/host.hpp>

#include <algorithm>
#include <cstring>
#include <exception>
#include <string_view>

namespace nano {

/// Logs that something threw, without an allocation, which might throw in turn: a message that is
/// too long is cut.
inline void log_exception(const host &host, std::string_view where,
                          std::string_view what) noexcept {
    char line[512];
    std::size_t count = 0;
    for (const std::string_view part : {where, std::string_view(" threw "), what}) {
        const std::size_t part_count = std::min(part.size(), sizeof line - count);
        std::memcpy(line + count, part.data(), part_count);
        count += part_count;
    }
    host.log(level::error, {line, count});
}

/// Calls `body`; what it throws is logged, and becomes NANO_ERROR.
template <typename Body>
std::int32_t guarded(const host &host, std::string_view where, Body &&body) noexcept {
    try {
        return body();
    } catch (const std::exception &exception) {
        log_exception(host, where, exception.what());
    } catch (...) {
        log_exception(host, where, "an object that is no std::exception");
    }
    return NANO_ERROR;
}

} // namespace nano

#endif
