import FoundationEssentials
import SystemPackage
import Testing

/// Every header, in every language a plugin may be written in, without a warning.
@Suite struct HeaderTests {
    static let compilers = [("gcc", "g++"), ("clang", "clang++")]
    static let cStandards = ["c11", "c17", "c2x"]
    static let cPlusPlusStandards = ["c++11", "c++14", "c++17", "c++20"]
    static let flags = ["-fsyntax-only", "-Wall", "-Wextra", "-Wpedantic", "-Werror"]

    static func headerNames() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: headers.appending("nano").string)
            .filter { $0.hasSuffix(".h") }.sorted()
    }

    /// Includes a header twice, for its guard.
    static func including(_ header: String) -> String {
        "#include <nano/\(header)>\n#include <nano/\(header)>\nint unused_unit;\n"
    }

    /// Everything the headers offer to be expanded or called.
    static let plugin = """
        #include <nano/nano.h>
        NANO_PLUGIN_MANIFEST("a", "1", NANO_PLUGIN_INLINE);
        static int32_t create(const nano_host *host, void **app) {
            const nano_log *log = (const nano_log *)host->get_extension(host, NANO_LOG_EXTENSION);
            const nano_env *env = (const nano_env *)host->get_extension(host, NANO_ENV_EXTENSION);
            nano_bytes value;
            if (log != NULL) { log->write(host, NANO_LOG_INFO, NANO_LITERAL("starts")); }
            *app = NULL;
            return env == NULL ? NANO_OK : env->get(host, NANO_LITERAL("A"), &value);
        }
        static void destroy(void *app) { (void)app; }
        static int32_t handle(void *app, const nano_request *request, nano_responder *responder) {
            (void)app;
            if (nano_bytes_equal(request->method, NANO_LITERAL("GET"))) {
                return nano_respond(responder, 200, NANO_LITERAL("a/b"), request->path);
            }
            return NANO_ERROR;
        }
        static const nano_plugin plugin = {
            sizeof(nano_plugin), NANO_ABI_MAJOR, NANO_ABI_MINOR, create, destroy, handle, NULL,
        };
        NANO_EXPORT const nano_plugin *nano_plugin_entry_v1(void) { return &plugin; }

        """

    @Test(arguments: compilers.map(\.0), cStandards)
    func eachHeaderIsCorrectC(_ compiler: String, _ standard: String) async throws {
        let options = Self.flags + ["-std=\(standard)", "-x", "c"]
        for header in try Self.headerNames() {
            let source = Self.including(header)
            #expect(try await diagnostics(compiler, options, source: source) == "", "\(header)")
        }
        #expect(try await diagnostics(compiler, options, source: Self.plugin) == "")
    }

    @Test(arguments: compilers.map(\.1), cPlusPlusStandards)
    func eachHeaderIsCorrectCPlusPlus(_ compiler: String, _ standard: String) async throws {
        let options = Self.flags + ["-std=\(standard)", "-x", "c++"]
        for header in try Self.headerNames() {
            let source = Self.including(header)
            #expect(try await diagnostics(compiler, options, source: source) == "", "\(header)")
        }
        #expect(try await diagnostics(compiler, options, source: Self.plugin) == "")
    }

    @Test(arguments: compilers.map(\.1), ["c++17", "c++20"])
    func eachHeaderOfTheWrapperIsCorrectCPlusPlus(
        _ compiler: String, _ standard: String
    ) async throws {
        let options = Self.flags + ["-std=\(standard)", "-x", "c++"]
        let folder = cPlusPlusHeaders.appending("nano").string
        for header in try FileManager.default.contentsOfDirectory(atPath: folder).sorted() {
            let source = Self.including(header)
            #expect(try await diagnostics(compiler, options, source: source) == "", "\(header)")
        }
    }

    @Test(arguments: [["-enable-experimental-feature", "Embedded", "-wmo"], []])
    func theHeadersAreAModuleForSwift(_ mode: [String]) async throws {
        let source = """
            import PluginABI
            public func respond(_ responder: UnsafeMutablePointer<nano_responder>) -> Int32 {
                nano_respond(responder, 200, nano_bytes_of(nil, 0), nano_bytes_of(nil, 0))
            }
            public let sizes = MemoryLayout<nano_host>.size + MemoryLayout<nano_manifest>.size

            """
        let options = ["-typecheck", "-parse-as-library", "-warnings-as-errors"] + mode
        #expect(try await diagnostics("swiftc", options, source: source) == "")
    }

    /// Shows that the tests above would see a warning.
    @Test(arguments: compilers.map(\.0))
    func aWarningIsSeen(_ compiler: String) async throws {
        let source = "int f(int unused) { return 0; }\n"
        let options = Self.flags + ["-x", "c"]
        #expect(try await diagnostics(compiler, options, source: source).contains("unused"))
    }
}
