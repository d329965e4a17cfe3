import Foundation
import Testing

/// What `nano-tools new` makes in each language, served by the real runtime and swapped: the old
/// image leaves every time.
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
            for _ in 1...50 {
                #expect(try server.get("app", "/Ada").text == "Hello, Ada!\n")
                try server.plugins.install(plugin, as: "app")
                let swapped = try server.events.next("app_swapped", app: "app")
                try server.events.next("app_unloaded") {
                    $0.unmapped == true && $0.generation == swapped.fromGeneration
                }
            }
            #expect(try server.images().map(\.generation) == [51])
        }
    }

    @Test func threadLocalsOfRustLeaveWithTheLanesThatHeldThem() throws {
        let plugin = try TemplatePlugin.build(folder: "\(Checkout.fixtures)/thread-local-rust")
        try withServer { server in
            try server.plugins.install(plugin, as: "app")
            #expect(try server.events.next("app_loaded", app: "app").execution == "lane")
            for _ in 1...50 {
                #expect(try server.get("app").text == "xxx")
                try server.plugins.install(plugin, as: "app")
                let swapped = try server.events.next("app_swapped", app: "app")
                try server.events.next("app_unloaded") {
                    $0.unmapped == true && $0.generation == swapped.fromGeneration
                }
            }
            #expect(try server.images().map(\.generation) == [51])
        }
    }

    private static func isInstalled(_ program: String) -> Bool {
        (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
            .contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(program)") }
    }
}
