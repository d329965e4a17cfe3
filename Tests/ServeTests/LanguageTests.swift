import Foundation
import Testing

/// What `nano-tools new` makes in each language, served by the real runtime and swapped: each image
/// ends as `inspect` promised.
struct LanguageTests {
    static let languages =
        ["c", "cpp", "swift", "swift-full", "swift-package", "rust"]
        + (isInstalled("zig") ? ["zig"] : [])

    @Test(arguments: languages)
    func whatNewMakesServesAndLeavesAtEachOfFiftySwaps(language: String) throws {
        let plugin = try TemplatePlugin.build(language)
        try withServer { server in
            try server.plugins.install(plugin, as: "app")
            try server.events.next("app_loaded", app: "app")
            let file = server.plugins.file("app.so")
            #expect(try Inspection.read(file).unloadClass.hasPrefix("unloadable"))
            try expectCheckPasses(file)
            for _ in 1...50 {
                #expect(try server.get("app", "/Ada").text == "Hello, Ada!\n")
                try swap(plugin, on: server)
            }
            #expect(try server.images().map(\.generation) == [51])
        }
    }

    /// A deferred answer and a streamed one by each SDK, before each swap.
    @Test(arguments: ["relay-cpp", "relay-swift", "relay-async", "relay-rust"])
    func whatAnswersLateAndInPiecesLeavesAtEachOfTenSwaps(folder: String) throws {
        let plugin = try TemplatePlugin.build(folder: "\(Checkout.fixtures)/\(folder)")
        try withServer { server in
            try server.plugins.install(plugin, as: "app")
            try server.events.next("app_loaded", app: "app")
            let body = String(repeating: "0123456789", count: 5_000)
            for _ in 1...10 {
                let client = try server.connect()
                #expect(try client.answer("POST", "/late", host: "app", body: "a").text == "late")
                try client.request("POST", "/", host: "app", body: body)
                #expect(try client.receiveHead()["Transfer-Encoding"] == "chunked")
                var text = ""
                while let chunk = try client.receiveChunk() { text += chunk }
                #expect(text == ">" + body)
                try swap(plugin, on: server)
            }
            #expect(try server.images().map(\.generation) == [11])
        }
    }

    @Test func pinnedImagesAreCountedSwapBySwap() throws {
        let plugin = FixturePlugin("hello.c", defines: ["VERSION=1"], options: ["-Wl,-z,nodelete"])
        let bytes = try PluginBuilder.bytes(of: plugin)
        try withServer { server in
            try server.plugins.install(bytes, as: "app")
            try server.events.next("app_loaded", app: "app")
            #expect(try Inspection.read(server.plugins.file("app.so")).unloadClass == "pinned")
            for _ in 1...50 {
                #expect(try server.get("app").text == "v1")
                try server.plugins.install(bytes, as: "app")
                try server.events.next("app_pinned", app: "app")
            }
            #expect(try server.images().map(\.generation).sorted() == Array(1...51))
        }
    }

    @Test func threadLocalsOfRustLeaveWithTheLanesThatHeldThem() throws {
        let plugin = try TemplatePlugin.build(folder: "\(Checkout.fixtures)/thread-local-rust")
        try withServer { server in
            try server.plugins.install(plugin, as: "app")
            #expect(try server.events.next("app_loaded", app: "app").execution == "lane")
            for _ in 1...50 {
                #expect(try server.get("app").text == "xxx")
                try swap(plugin, on: server)
            }
            #expect(try server.images().map(\.generation) == [51])
        }
    }

    /// Swaps, and waits until the image before has left.
    private func swap(_ plugin: [UInt8], on server: ServerProcess) throws {
        try server.plugins.install(plugin, as: "app")
        let swapped = try server.events.next("app_swapped", app: "app")
        try server.events.next("app_unloaded") {
            $0.unmapped == true && $0.generation == swapped.fromGeneration
        }
    }

    private func expectCheckPasses(_ file: String) throws {
        let result = try CommandResult(
            Checkout.tools, ["check", file, "--cycles", "20", "--request", "GET /Ada"],
            patience: Patience(seconds: 300))
        #expect(result.code == 0, "\(result.output)")
    }

    private static func isInstalled(_ program: String) -> Bool {
        (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
            .contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(program)") }
    }
}
