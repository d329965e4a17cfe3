/* What the greeter answers. */
#include <nano/testing.h>

NANO_TEST(greets_whom_the_path_names) {
    nano_test_get(test, "/Ada");
    NANO_EXPECT_STATUS(test, 200);
    NANO_EXPECT_HEADER(test, "Content-Type", "text/plain");
    NANO_EXPECT_BODY(test, "Hello, Ada!\n");
}

NANO_TEST(greets_the_world_where_the_path_names_nobody) {
    nano_test_get(test, "/");
    NANO_EXPECT_BODY(test, "Hello, World!\n");
}

NANO_TEST(says_which_methods_it_knows) {
    nano_test_post(test, "/Ada", "text/plain", "Hello");
    NANO_EXPECT_STATUS(test, 405);
    NANO_EXPECT_HEADER(test, "Allow", "GET");
}

NANO_TEST_MAIN
