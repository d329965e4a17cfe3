import Testing

extension DeferredHarnessTests {
    /// What a nano::call and a nano::stream can end in.
    static let application = """
        #include <nano/plugin.hpp>
        #include <array>
        #include <stdexcept>
        #include <thread>
        #include <vector>

        class app {
        public:
            ~app() {
                for (auto &thread : threads_) thread.join();
            }
            void handle(const nano::request &request, nano::call call) {
                if (request.path() == "/now") call.respond(nano::response::text("now"));
                if (request.path() == "/throw") throw std::runtime_error("on purpose");
                if (request.path() == "/invalid") call.respond(nano::response::text("", 99));
                if (request.path() == "/events") return park(std::move(call));
                if (call && request.path() == "/echo") {
                    const std::lock_guard lock(mutex_);
                    threads_.emplace_back(echo, std::move(call));
                }
            }

        private:
            static void echo(nano::call call) {
                std::array<char, 4096> buffer;
                nano::stream stream =
                    call.begin(nano::response::text(std::string(call.request().path())));
                while (const auto count = stream.read(buffer.data(), buffer.size())) {
                    if (*count == 0) break;
                    stream.write({buffer.data(), *count});
                }
                stream.end();
            }
            void park(nano::call call) {
                const std::lock_guard lock(mutex_);
                parked_ = call.begin(nano::response::typed("text/event-stream", ""));
                parked_.send("a\\nb", "tick", "1");
                parked_.on_cancel([this](nano::cancel_reason) {
                    const std::lock_guard lock(mutex_);
                    parked_.abandon();
                    throw 1;
                });
                parked_.on_drain([this] {
                    const std::lock_guard lock(mutex_);
                    parked_.end();
                });
            }
            std::mutex mutex_;
            std::vector<std::thread> threads_;
            nano::stream parked_;
        };

        NANO_CPP_PLUGIN(app, "a", "1", NANO_PLUGIN_LANE | NANO_PLUGIN_BODY_STREAM)

        """

    @Test func aCallInCPlusPlusEndsOnceWhateverItsHandlerDoes() async throws {
        try await expectPass(
            "a.cpp", Self.application,
            """
            #include <nano/testing.hpp>
            using nano::testing::get;
            NANO_TEST(answers) {
                NANO_EXPECT_EQUAL(test, get(test, "/now").body(), "now");
                NANO_EXPECT_EQUAL(test, get(test, "/dropped").status(), 500u);
                NANO_EXPECT_EQUAL(test, get(test, "/throw").status(), 500u);
                NANO_EXPECT_LOGGED(test, "handle threw on purpose");
                NANO_EXPECT_EQUAL(test, get(test, "/invalid").status(), 500u);
                NANO_EXPECT_LOGGED(test, "handle threw respond returned -2");
            }
            NANO_TEST(echoes) {
                const std::string body(2500, 'x');
                const auto response = nano::testing::send(test, "POST", "/echo", body);
                NANO_EXPECT_EQUAL(test, response.body(), "/echo" + body);
            }
            NANO_TEST_MAIN
            """)
    }

    @Test func anExceptionOfACallbackStopsAtTheBoundary() async throws {
        try await expectPass(
            "a.cpp", Self.application,
            """
            #include <nano/testing.hpp>
            NANO_TEST(is_left) {
                nano_test_call *call = nano_test_start(test, "GET", "/events", {});
                nano_test_cancel(call, NANO_CANCEL_CLIENT);
                nano_test_finish(test, call);
                NANO_EXPECT(test, test->response.is_cut_off);
                NANO_EXPECT_LOGGED(test, "on_cancel threw an object that is no std::exception");
            }
            NANO_TEST(drains) {
                nano_test_call *call = nano_test_start(test, "GET", "/events", {});
                nano_test_drain(&test->host.calls);
                nano_test_finish(test, call);
                NANO_EXPECT_BODY(test, "event: tick\\nid: 1\\ndata: a\\ndata: b\\n\\n");
                NANO_EXPECT(test, !test->response.is_cut_off);
            }
            NANO_TEST_MAIN
            """)
    }
}
