// SPDX-License-Identifier: Apache-2.0
//
// nano/testing.h for C++: the same tests and expectations, with std::string_view and with
// comparisons of any two values.
//
//     NANO_TEST(greets_whom_the_path_names) {
//         const auto response = nano::testing::get(test, "/Ada");
//         NANO_EXPECT_EQUAL(test, response.status(), 200u);
//         NANO_EXPECT_EQUAL(test, response.body(), "Hello, Ada!\n");
//     }
#ifndef NANO_TESTING_HPP
#define NANO_TESTING_HPP

#include <nano/request.hpp>
#include <nano/testing.h>

#include <cstdio>
#include <iostream>
#include <optional>
#include <string_view>
#include <type_traits>

/// Expects two values to be equal, and prints both where they are not.
#define NANO_EXPECT_EQUAL(test, got, expected)                                                 \
    nano::testing::expect_equal(*(test), (got), (expected), #got, __FILE__, __LINE__)

namespace nano::testing {

/// The last response of a test, valid until its next request.
class response {
public:
    explicit response(const nano_test &test) noexcept : test_(test) {}

    /// What the client gets: 500 where handle() failed.
    unsigned status() const noexcept { return test_.response.status; }
    /// The whole body, the pieces of a streamed one joined.
    std::string_view body() const noexcept { return view(test_.response.body); }
    /// The value of the first header field of that name, in either case.
    std::optional<std::string_view> header(const char *name) const noexcept {
        const nano_bytes value = nano_test_header(&test_, name);
        if (value.data == nullptr) return std::nullopt;
        return view(value);
    }

private:
    const nano_test &test_;
};

/// Sends a request with the headers that nano_test_add_header() has added.
inline response send(nano_test *test, const char *method, const char *target,
                     std::string_view body = {}) {
    nano_test_send(test, method, target, bytes(body));
    return response(*test);
}

/// Sends a GET.
inline response get(nano_test *test, const char *target) { return send(test, "GET", target); }

/// Prints `value`: text in quotes, all else as its stream operator does.
template <typename Value> void print(const Value &value) {
    if constexpr (std::is_convertible_v<Value, std::string_view>) {
        nano_test_print_quoted(bytes(value));
        std::fflush(stdout);
    } else {
        std::cout << value << std::flush;
    }
}

template <typename Got, typename Expected>
void expect_equal(nano_test &test, const Got &got, const Expected &expected, const char *what,
                  const char *file, int line) {
    if (got == expected) return;
    test.failure_count++;
    std::printf("%s:%d: expected %s ", file, line, what);
    std::fflush(stdout);
    print(expected);
    std::printf(", got ");
    std::fflush(stdout);
    print(got);
    std::printf("\n");
}

} // namespace nano::testing

#endif
