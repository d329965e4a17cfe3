/* SPDX-License-Identifier: Apache-2.0
 *
 * The hello and echo apps as a Kore module, for `tools/bench http`.
 */
#include <kore/kore.h>
#include <kore/http.h>

int answer(struct http_request *);

int answer(struct http_request *request) {
    static const char greeting[] = "Hello, World!";
    http_response_header(request, "content-type", "text/plain");
    if (request->method == HTTP_METHOD_POST)
        http_response(request, 200, request->http_body->data, request->http_body_length);
    else
        http_response(request, 200, greeting, sizeof greeting - 1);
    return KORE_RESULT_OK;
}
