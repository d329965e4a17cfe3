import Foundation
import Synchronization

/// The plugins of `Plugins/`, each built once in a run of the tests.
struct ExamplePlugin: Hashable, Sendable {
    /// Its folder's name.
    let name: String
    /// The C compiler with options of its own, as `CC` has it.
    var compiler = "cc"

    static let chat = ExamplePlugin(name: "chat-c")
    static let upload = ExamplePlugin(name: "upload-c")
    static let clock = ExamplePlugin(name: "sse-clock-c")
    static let counting = ExamplePlugin(name: "counter-swift")
    static let proxy = ExamplePlugin(name: "proxy-swift")

    /// Goes wrong on an event loop, or on lanes.
    static func crash(isInline: Bool) -> ExamplePlugin {
        ExamplePlugin(name: "crash-c", compiler: isInline ? "cc" : "cc -DCRASH_ON_LANES")
    }

    private static let built = Mutex<[ExamplePlugin: [UInt8]]>([:])

    /// The `.so`. One compiler runs at a time: others wait for it.
    func bytes() throws -> [UInt8] {
        try Self.built.withLock { built throws -> [UInt8] in
            if let bytes = built[self] { return bytes }
            let bytes = try build()
            built[self] = bytes
            return bytes
        }
    }

    private func build() throws -> [UInt8] {
        let directory = try TestDirectory()
        let output = directory.file("\(name).so")
        let result = try CommandResult(
            Checkout.tools,
            [
                "build-plugin", "\(Checkout.path)/Plugins/\(name)", "-o", output, "--sdk",
                Checkout.path,
            ],
            environment: ["CC": compiler], patience: Patience(seconds: 240))
        guard result.code == 0 else { throw TestFailure(result.output + result.errors) }
        return [UInt8](try Data(contentsOf: URL(filePath: output)))
    }
}

extension PluginDirectory {
    func install(_ plugin: ExamplePlugin, as name: String) throws {
        try install(plugin.bytes(), as: name)
    }
}
