/* What upload-c takes, gives and refuses. */
#include "../checksum.h"
#include <nano/testing.h>
#include <stdlib.h>
#include <unistd.h>

/* A directory of the test's own, as UPLOAD_DIRECTORY. Empty again before it is removed. */
static const char *make_directory(nano_test *test) {
    static char path[] = "/tmp/upload-test-XXXXXX";
    memcpy(path + sizeof(path) - 7, "XXXXXX", 6);
    NANO_EXPECT(test, mkdtemp(path) != NULL);
    nano_test_set_env(test, "UPLOAD_DIRECTORY", path);
    return path;
}

static void file_in(const char *directory, const char *name, char path[256]) {
    snprintf(path, 256, "%s/%s", directory, name);
}

NANO_TEST(a_body_becomes_a_file_and_its_checksum_the_answer) {
    const char *directory = make_directory(test);
    char path[256];
    char content[16] = "";
    FILE *file;
    file_in(directory, "digits", path);
    nano_test_send(test, "PUT", "/files/digits", NANO_LITERAL("123456789"));
    NANO_EXPECT_STATUS(test, 201);
    NANO_EXPECT_BODY(test, "930766865 9\n"); /* printf 123456789 | cksum */
    file = fopen(path, "r");
    NANO_EXPECT(test, file != NULL && fread(content, 1, 16, file) == 9);
    NANO_EXPECT(test, strcmp(content, "123456789") == 0);
    NANO_EXPECT(test, fclose(file) == 0 && unlink(path) == 0 && rmdir(directory) == 0);
}

NANO_TEST(a_download_has_as_many_bytes_as_asked_for) {
    size_t i;
    nano_test_set_env(test, "UPLOAD_DIRECTORY", "/tmp");
    nano_test_get(test, "/download?bytes=200000");
    NANO_EXPECT_HEADER(test, "Content-Length", "200000");
    NANO_EXPECT(test, test->response.body.count == 200000);
    for (i = 0; i < test->response.body.count && test->response.body.data[i] == i % 251; i++) {
    }
    NANO_EXPECT(test, i == 200000);
}

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

NANO_TEST(the_checksum_of_nothing_is_that_of_cksum) {
    checksum sum;
    (void)test;
    checksum_init(&sum);
    NANO_EXPECT(test, checksum_value(&sum) == 4294967295u); /* cksum < /dev/null */
}

NANO_TEST_MAIN
