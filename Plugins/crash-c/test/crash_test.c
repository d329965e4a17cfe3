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

NANO_TEST(an_answer_after_the_timeout_is_too_late) {
    nano_test_call *call = nano_test_start(test, "GET", "/late", NANO_LITERAL(""));
    nano_test_cancel(call, NANO_CANCEL_TIMEOUT);
    nano_test_finish(test, call);
    NANO_EXPECT_STATUS(test, 504);
    NANO_EXPECT_LOGGED(test, "too late");
}

NANO_TEST_MAIN
