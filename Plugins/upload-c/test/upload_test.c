/* What upload-c refuses, and its checksum. */
#include "../checksum.h"
#include <nano/testing.h>

NANO_TEST(names_of_files_stay_in_the_directory) {
    nano_test_set_env(test, "UPLOAD_DIRECTORY", "/tmp");
    nano_test_send(test, "PUT", "/files/../etc/passwd", NANO_LITERAL("x"));
    NANO_EXPECT_STATUS(test, 400);
    nano_test_send(test, "PUT", "/files/.hidden", NANO_LITERAL("x"));
    NANO_EXPECT_STATUS(test, 400);
    nano_test_send(test, "PUT", "/files/", NANO_LITERAL("x"));
    NANO_EXPECT_STATUS(test, 400);
}

NANO_TEST(a_download_says_how_many_bytes) {
    nano_test_set_env(test, "UPLOAD_DIRECTORY", "/tmp");
    nano_test_get(test, "/download");
    NANO_EXPECT_STATUS(test, 400);
    nano_test_get(test, "/download?bytes=1e9");
    NANO_EXPECT_STATUS(test, 400);
    nano_test_get(test, "/elsewhere");
    NANO_EXPECT_STATUS(test, 404);
}

NANO_TEST(is_not_created_without_a_directory) {
    NANO_EXPECT(test, nano_test_create(test) != NANO_OK);
    NANO_EXPECT_LOGGED(test, "UPLOAD_DIRECTORY");
}

NANO_TEST(the_checksum_is_that_of_cksum) {
    checksum sum;
    (void)test;
    checksum_init(&sum);
    NANO_EXPECT(test, checksum_value(&sum) == 4294967295u); /* cksum < /dev/null */
    checksum_add(&sum, (const uint8_t *)"123456789", 9);
    NANO_EXPECT(test, checksum_value(&sum) == 930766865u); /* printf 123456789 | cksum */
}

NANO_TEST_MAIN
