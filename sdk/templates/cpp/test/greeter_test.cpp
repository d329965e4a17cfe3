// What the greeter answers.
#include <nano/testing.hpp>

NANO_TEST(greets_whom_the_path_names) {
    const auto response = nano::testing::get(test, "/Ada");
    NANO_EXPECT_EQUAL(test, response.status(), 200u);
    NANO_EXPECT_EQUAL(test, response.body(), "Hello, Ada!\n");
    NANO_EXPECT_HEADER(test, "Content-Type", "text/plain; charset=utf-8");
}

NANO_TEST(greets_the_world_where_the_path_names_nobody) {
    NANO_EXPECT_EQUAL(test, nano::testing::get(test, "/").body(), "Hello, World!\n");
}

NANO_TEST(says_which_methods_it_knows) {
    const auto response = nano::testing::send(test, "POST", "/Ada", "Hello");
    NANO_EXPECT_EQUAL(test, response.status(), 405u);
    NANO_EXPECT_HEADER(test, "Allow", "GET");
}

NANO_TEST_MAIN
