import SystemPackage
import Testing

/// What `nano-tools test` says of plugins that do not do what their tests expect, and that its
/// hosts judge as the runtime does.
@Suite struct HarnessTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// Tests a plugin made of these files.
    func test(_ files: [String: String]) async throws -> Tool.Outcome {
        for (name, text) in files { try folder.write(text, to: "plugin/\(name)") }
        return try await Tool.run("test", folder.path.appending("plugin").string)
    }

    /// A C plugin whose handle() has this body.
    static func plugin(_ body: String) -> String {
        """
        #include <nano/nano.h>
        NANO_PLUGIN_MANIFEST("a", "1", NANO_PLUGIN_LANE);
        static const nano_host *host;
        static int32_t create(const nano_host *given, void **app) {
            *app = NULL;
            host = given;
            return NANO_OK;
        }
        static void destroy(void *app) { (void)app; }
        static int32_t handle(void *app, const nano_request *request, nano_responder *responder) {
            const nano_bytes text = NANO_LITERAL("text/plain");
            (void)app; (void)request; (void)text; (void)host;
            \(body)
        }
        static const nano_plugin plugin = {
            sizeof(nano_plugin), NANO_ABI_MAJOR, NANO_ABI_MINOR, create, destroy, handle, NULL,
        };
        NANO_EXPORT const nano_plugin *nano_plugin_entry_v1(void) { return &plugin; }

        """
    }

    static func tests(_ body: String) -> String {
        "#include <nano/testing.h>\nNANO_TEST(a_test) {\n\(body)\n}\nNANO_TEST_MAIN\n"
    }

    @Test func anExpectationThatDoesNotHoldIsPrintedWithItsPlace() async throws {
        let outcome = try await test([
            "a.c": Self.plugin(#"return nano_respond(responder, 200, text, NANO_LITERAL("a\n"));"#),
            "test/a.c": Self.tests("nano_test_get(test, \"/\");\nNANO_EXPECT_BODY(test, \"b\");"),
        ])
        #expect(!outcome.succeeded)
        #expect(outcome.standardOutput.contains(#"a.c:4: expected body "b", got "a\n""#))
        #expect(outcome.standardOutput.contains("FAIL a_test\n"))
        #expect(outcome.standardOutput.hasSuffix("1 tests, 1 failed\n"))
    }

    @Test(arguments: [
        "return NANO_ERROR;", "return NANO_OK;",
        "return nano_respond(responder, 199, text, text);",
        #"return nano_respond(responder, 200, NANO_LITERAL("a\r\nb"), text);"#,
        """
        nano_header header = {NANO_LITERAL("connection"), NANO_LITERAL("close")};
        nano_response response = {sizeof(response), 200, &header, 1, NANO_LITERAL("")};
        return responder->respond(responder, &response);
        """,
        "nano_respond(responder, 200, text, text); return NANO_ERROR;",
    ])
    func whatTheRuntimeWouldNotSendIsA500(_ body: String) async throws {
        let outcome = try await test([
            "a.c": Self.plugin(body),
            "test/a.c": Self.tests("nano_test_get(test, \"/\");\nNANO_EXPECT_STATUS(test, 500);"),
        ])
        #expect(outcome.succeeded, "\(outcome.standardOutput)\(outcome.standardError)")
    }

    @Test func aSecondAnswerIsRefusedAndChangesNothing() async throws {
        let outcome = try await test([
            "a.c": Self.plugin(
                """
                nano_respond(responder, 200, text, NANO_LITERAL("first"));
                return nano_respond(responder, 200, text, text) == NANO_ERROR_STATE ? 0 : -1;
                """),
            "test/a.c": Self.tests(
                "nano_test_get(test, \"/\");\nNANO_EXPECT_BODY(test, \"first\");"),
        ])
        #expect(outcome.succeeded, "\(outcome.standardOutput)\(outcome.standardError)")
    }

    @Test func anExceptionInCPlusPlusStopsAtTheBoundaryAndIsLogged() async throws {
        let outcome = try await test([
            "a.cpp": """
            #include <nano/plugin.hpp>
            #include <stdexcept>
            struct thrower {
                nano::response handle(const nano::request &request) const {
                    if (request.path() == "/int") throw 1;
                    throw std::runtime_error("on purpose");
                }
            };
            NANO_CPP_PLUGIN(thrower, "a", "1", NANO_PLUGIN_LANE)
            """,
            "test/a.cpp": """
            #include <nano/testing.hpp>
            NANO_TEST(a_test) {
                NANO_EXPECT_EQUAL(test, nano::testing::get(test, "/").status(), 500u);
                NANO_EXPECT_LOGGED(test, "handle threw on purpose");
                NANO_EXPECT_EQUAL(test, nano::testing::get(test, "/int").status(), 500u);
            }
            NANO_TEST_MAIN
            """,
        ])
        #expect(outcome.succeeded, "\(outcome.standardOutput)\(outcome.standardError)")
    }

    @Test func aConstructorThatThrowsRejectsThePlugin() async throws {
        let outcome = try await test([
            "a.cpp": """
            #include <nano/plugin.hpp>
            #include <stdexcept>
            struct thrower {
                explicit thrower(nano::host host) {
                    if (!host.environment("KEY")) throw std::runtime_error("KEY is not set");
                }
                nano::response handle(const nano::request &) const {
                    return nano::response::empty(204);
                }
            };
            NANO_CPP_PLUGIN(thrower, "a", "1", NANO_PLUGIN_LANE)
            """,
            "test/a.cpp": """
            #include <nano/testing.hpp>
            NANO_TEST(without) {
                NANO_EXPECT(test, nano_test_create(test) == NANO_ERROR);
                NANO_EXPECT_LOGGED(test, "the constructor threw KEY is not set");
            }
            NANO_TEST(with) {
                nano_test_set_env(test, "KEY", "1");
                NANO_EXPECT_EQUAL(test, nano::testing::get(test, "/").status(), 204u);
            }
            NANO_TEST_MAIN
            """,
        ])
        #expect(outcome.succeeded, "\(outcome.standardOutput)\(outcome.standardError)")
    }

    @Test func aFolderWithoutTestsIsNotAPass() async throws {
        let outcome = try await test(["a.c": Self.plugin("return NANO_OK;")])
        #expect(!outcome.succeeded)
        #expect(outcome.standardError.contains("expected source files in a folder 'test'"))
    }
}
