import SystemPackage
import Testing

/// What `nano-tools test` makes of plugins that answer later or in pieces.
@Suite struct DeferredHarnessTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// Tests a plugin of one file with tests of one file, and expects all to hold.
    func expectPass(_ name: String, _ plugin: String, _ tests: String) async throws {
        try folder.write(plugin, to: "plugin/\(name)")
        try folder.write(tests, to: "plugin/test/\(name)")
        let outcome = try await Tool.run("test", folder.path.appending("plugin").string)
        #expect(outcome.succeeded, "\(outcome.standardOutput)\(outcome.standardError)")
    }

    /// Reads the body on a thread and gives it back in pieces; `/park` begins, and waits for the
    /// drain or the client's end; `/late` answers twice; `/wrong` defers and returns NANO_OK.
    static let plugin = """
        #include <nano/nano.h>
        #include <pthread.h>
        NANO_PLUGIN_MANIFEST("a", "1", NANO_PLUGIN_LANE | NANO_PLUGIN_BODY_STREAM);
        static const nano_host *host;
        static const nano_calls *calls;
        static pthread_t thread;
        static int32_t create(const nano_host *given, void **app) {
            *app = NULL;
            host = given;
            calls = (const nano_calls *)host->get_extension(host, NANO_CALL_EXTENSION);
            return NANO_OK;
        }
        static void destroy(void *app) { (void)app; }
        static void say(const char *text) {
            const nano_log *log = (const nano_log *)host->get_extension(host, NANO_LOG_EXTENSION);
            log->write(host, NANO_LOG_INFO, nano_bytes_of(text, 4));
        }
        static void on_end(void *data, nano_call call) { (void)data; (void)call; say("over"); }
        static void on_cancel(void *data, nano_call call, uint32_t reason) {
            (void)data;
            say(reason == NANO_CANCEL_CLIENT ? "left" : "late");
            calls->abandon(host, call);
        }
        static void on_drain(void *data, nano_call call) { (void)data; calls->end(host, call); }
        static void *echo(void *data) {
            const nano_call call = (nano_call)(uintptr_t)data;
            const nano_response head = {sizeof(head), 200, NULL, 0, NANO_LITERAL(">")};
            char buffer[4096];
            size_t count;
            size_t written;
            calls->begin(host, call, &head);
            while (calls->read(host, call, buffer, sizeof(buffer), NANO_WAIT, &count) == NANO_OK &&
                   count > 0) {
                calls->write(host, call, nano_bytes_of(buffer, count), NANO_WAIT, &written);
            }
            calls->end(host, call);
            return NULL;
        }
        static int32_t handle(void *app, const nano_request *request, nano_responder *responder) {
            const nano_call_events events = {
                sizeof(events), 0, NULL, on_cancel, on_drain, NULL, NULL, on_end};
            const nano_response answer = {sizeof(answer), 200, NULL, 0, NANO_LITERAL("tick")};
            nano_call call;
            (void)app;
            if (responder->defer(responder, &events, &call) != NANO_OK ||
                responder->defer(responder, &events, &call) != NANO_ERROR_STATE ||
                responder->respond(responder, &answer) != NANO_ERROR_STATE) {
                return NANO_ERROR;
            }
            if (nano_bytes_equal(request->path, NANO_LITERAL("/wrong"))) { return NANO_OK; }
            if (nano_bytes_equal(request->path, NANO_LITERAL("/park"))) {
                return calls->begin(host, call, &answer) == NANO_OK ? NANO_DEFERRED : NANO_ERROR;
            }
            if (nano_bytes_equal(request->path, NANO_LITERAL("/twice"))) {
                calls->respond(host, call, &answer);
                say(calls->respond(host, call, &answer) == NANO_ERROR_STATE ? "once" : "more");
                return NANO_DEFERRED;
            }
            pthread_create(&thread, NULL, echo, (void *)(uintptr_t)call);
            pthread_detach(thread);
            return NANO_DEFERRED;
        }
        static const nano_plugin plugin = {
            sizeof(nano_plugin), NANO_ABI_MAJOR, NANO_ABI_MINOR, create, destroy, handle, NULL,
        };
        NANO_EXPORT const nano_plugin *nano_plugin_entry_v1(void) { return &plugin; }

        """

    @Test func aStreamOfAStreamedBodyArrivesWholeAndInPieces() async throws {
        try await expectPass(
            "a.c", Self.plugin,
            """
            #include <nano/testing.h>
            NANO_TEST(echoes) {
                static char text[2502] = ">";
                memset(text + 1, 'x', 2500);
                nano_test_send(test, "POST", "/", nano_bytes_of(text + 1, 2500));
                NANO_EXPECT_STATUS(test, 200);
                NANO_EXPECT_BODY(test, text);
                NANO_EXPECT(test, test->response.piece_count == 3);
                NANO_EXPECT_LOGGED(test, "over");
            }
            NANO_TEST_MAIN
            """)
    }

    @Test func theClientAndTheDrainReachAnOpenCall() async throws {
        try await expectPass(
            "a.c", Self.plugin,
            """
            #include <nano/testing.h>
            NANO_TEST(is_left) {
                nano_test_call *call = nano_test_start(test, "GET", "/park", NANO_LITERAL(""));
                NANO_EXPECT(test, nano_test_call_wait_for(call, NANO_LITERAL("tick")));
                nano_test_cancel(call, NANO_CANCEL_CLIENT);
                nano_test_finish(test, call);
                NANO_EXPECT_BODY(test, "tick");
                NANO_EXPECT(test, test->response.is_cut_off);
                NANO_EXPECT_LOGGED(test, "left\\nover");
            }
            NANO_TEST(drains) {
                nano_test_call *call = nano_test_start(test, "GET", "/park", NANO_LITERAL(""));
                nano_test_drain(&test->host.calls);
                nano_test_finish(test, call);
                NANO_EXPECT_BODY(test, "tick");
                NANO_EXPECT(test, !test->response.is_cut_off);
            }
            NANO_TEST(is_wrong) {
                nano_test_get(test, "/wrong");
                NANO_EXPECT_STATUS(test, 500);
                NANO_EXPECT_LOGGED(test, "left\\nover");
            }
            NANO_TEST(answers_once) {
                nano_test_get(test, "/twice");
                NANO_EXPECT_BODY(test, "tick");
                NANO_EXPECT_LOGGED(test, "once\\nover");
            }
            NANO_TEST_MAIN
            """)
    }
}
