import Foundation
import Testing

/// Compiles small plugins in C, as an author would.
enum CompiledPlugin {
    static let headers = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Sources/PluginABI/include").path

    /// A plugin whose functions are `create`, `destroy` and `handle` of `source`, for those it
    /// defines as macros; the others do what is least.
    static func source(
        _ text: String = "", create: String = "return NANO_OK;", destroy: String = "",
        handle: String = "return nano_respond(r, 200, NANO_LITERAL(\"text/plain\"), ANSWER);",
        getExtension: String = "0"
    ) -> String {
        """
        #include <nano/nano.h>
        #include <pthread.h>
        #include <unistd.h>
        #define ANSWER NANO_LITERAL("hello")
        NANO_PLUGIN_MANIFEST("test", "1.0", NANO_PLUGIN_INLINE);
        \(text)
        static int32_t create(const nano_host *h, void **app) { (void)h; *app = 0; \(create) }
        static void destroy(void *app) { (void)app; \(destroy) }
        static int32_t handle(void *app, const nano_request *q, nano_responder *r) {
            (void)app; (void)q; \(handle)
        }
        static const nano_plugin plugin = {
            sizeof(nano_plugin), NANO_ABI_MAJOR, NANO_ABI_MINOR, create, destroy, handle,
            \(getExtension) };
        NANO_EXPORT const nano_plugin *nano_plugin_entry_v1(void) { return &plugin; }
        """
    }

    /// The bytes of the shared object.
    static func bytes(_ source: String) throws -> [UInt8] {
        let directory = try TemporaryDirectory()
        let input = try directory.write("plugin.c", source)
        let compiler = Process()
        compiler.executableURL = URL(filePath: "/usr/bin/env")
        compiler.arguments = [
            "cc", "-shared", "-fPIC", "-O1", "-fvisibility=hidden", "-Wl,--build-id",
            "-Wl,-z,defs,-z,now", "-I", headers, input, "-o", directory.file("plugin.so"),
        ]
        try compiler.run()
        compiler.waitUntilExit()
        try #require(compiler.terminationStatus == 0, "the plugin does not compile")
        return Array(try Data(contentsOf: URL(filePath: directory.file("plugin.so"))))
    }
}
