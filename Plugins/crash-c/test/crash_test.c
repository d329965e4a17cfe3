/* What can be seen of crash-c without a runtime that survives it. */
#include <nano/testing.h>

NANO_TEST(lists_its_ways_to_go_wrong) {
    nano_test_get(test, "/");
    NANO_EXPECT_STATUS(test, 200);
    NANO_EXPECT(test, test->response.body.count > 500);
}

NANO_TEST(of_two_answers_the_first_counts) {
    nano_test_get(test, "/twice");
    NANO_EXPECT_STATUS(test, 200);
    NANO_EXPECT_BODY(test, "first\n");
}

NANO_TEST_MAIN
