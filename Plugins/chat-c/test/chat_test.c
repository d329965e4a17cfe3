/* What chat-c answers, at once and later. */
#include <nano/testing.h>

NANO_TEST(numbers_messages_and_gives_those_behind_a_number) {
    nano_test_post(test, "/messages", "text/plain", "Hello");
    NANO_EXPECT_STATUS(test, 201);
    NANO_EXPECT_BODY(test, "1\n");
    nano_test_post(test, "/messages", "text/plain", "Is anybody there?");
    nano_test_get(test, "/messages");
    NANO_EXPECT_BODY(test, "1 Hello\n2 Is anybody there?\n");
    nano_test_get(test, "/messages?after=1");
    NANO_EXPECT_BODY(test, "2 Is anybody there?\n");
}

NANO_TEST(keeps_the_last_64_messages) {
    int number;
    for (number = 1; number <= 70; number++) {
        nano_test_post(test, "/messages", "text/plain", "x");
    }
    nano_test_get(test, "/messages?after=3");
    NANO_EXPECT(test, memcmp(test->response.body.data, "7 x\n", 4) == 0);
    nano_test_get(test, "/messages?after=69");
    NANO_EXPECT_BODY(test, "70 x\n");
}

NANO_TEST(takes_one_line_of_200_bytes_at_most) {
    nano_test_post(test, "/messages", "text/plain", "");
    NANO_EXPECT_STATUS(test, 400);
    nano_test_post(test, "/messages", "text/plain", "two\nlines");
    NANO_EXPECT_STATUS(test, 400);
}

NANO_TEST(knows_one_path_and_two_methods) {
    nano_test_get(test, "/");
    NANO_EXPECT_STATUS(test, 404);
    nano_test_send(test, "DELETE", "/messages", NANO_LITERAL(""));
    NANO_EXPECT_STATUS(test, 405);
}

NANO_TEST(who_asks_too_early_waits_for_the_next_message) {
    nano_test_call *early = nano_test_start(test, "GET", "/messages", NANO_LITERAL(""));
    nano_test_call *earlier = nano_test_start(test, "GET", "/messages?after=0", NANO_LITERAL(""));
    nano_test_post(test, "/messages", "text/plain", "Hello");
    NANO_EXPECT_BODY(test, "1\n");
    nano_test_finish(test, early);
    NANO_EXPECT_BODY(test, "1 Hello\n");
    nano_test_finish(test, earlier);
    NANO_EXPECT_BODY(test, "1 Hello\n");
}

NANO_TEST(a_drain_sends_those_who_wait_to_the_next_copy) {
    nano_test_call *waiting = nano_test_start(test, "GET", "/messages", NANO_LITERAL(""));
    nano_test_drain(&test->host.calls);
    nano_test_finish(test, waiting);
    NANO_EXPECT_STATUS(test, 204);
}

NANO_TEST(a_client_that_leaves_is_forgotten_and_the_others_wait_on) {
    nano_test_call *leaving = nano_test_start(test, "GET", "/messages", NANO_LITERAL(""));
    nano_test_call *staying = nano_test_start(test, "GET", "/messages", NANO_LITERAL(""));
    nano_test_cancel(leaving, NANO_CANCEL_CLIENT);
    nano_test_finish(test, leaving);
    nano_test_post(test, "/messages", "text/plain", "Hello");
    nano_test_finish(test, staying);
    NANO_EXPECT_BODY(test, "1 Hello\n");
}

NANO_TEST_MAIN
