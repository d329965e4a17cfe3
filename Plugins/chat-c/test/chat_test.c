/* What chat-c answers at once. */
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

NANO_TEST_MAIN
