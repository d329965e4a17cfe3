/* SPDX-License-Identifier: Apache-2.0
 *
 * The hello app as a Kore module, for `tools/bench http`.
 */
#include <kore/kore.h>
#include <kore/http.h>

int hello(struct http_request *);

int hello(struct http_request *request) {
    static const char body[] = "Hello, World!";
    http_response_header(request, "content-type", "text/plain");
    http_response(request, 200, body, sizeof body - 1);
    return KORE_RESULT_OK;
}
