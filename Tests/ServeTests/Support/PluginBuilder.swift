import Foundation
import Synchronization

/// Compiles fixtures, each once in a run of the tests.
enum PluginBuilder {
    private static let built = Mutex<[FixturePlugin: Result<[UInt8], TestFailure>]>([:])

    /// The `.so` of a fixture. One compiler runs at a time: others wait for it.
    static func bytes(of plugin: FixturePlugin) throws -> [UInt8] {
        try built.withLock { built throws -> [UInt8] in
            if let result = built[plugin] { return try result.get() }
            let result = Result { () throws(TestFailure) in try build(plugin) }
            built[plugin] = result
            return try result.get()
        }
    }

    private static func build(_ plugin: FixturePlugin) throws(TestFailure) -> [UInt8] {
        let directory = "\(Checkout.path)/.build/fixture-plugins"
        let output = "\(directory)/\(getpid())-\(plugin.source).so"
        defer { unlink(output) }
        do {
            try FileManager.default.createDirectory(
                atPath: directory, withIntermediateDirectories: true)
            try run(command(for: plugin, output: output))
            return [UInt8](try Data(contentsOf: URL(filePath: output)))
        } catch {
            throw TestFailure("\(plugin.source): \(error)")
        }
    }

    private static func command(for plugin: FixturePlugin, output: String) throws -> [String] {
        let source = "\(Checkout.fixtures)/\(plugin.source)"
        if source.hasSuffix(".swift") {
            return [
                try Checkout.tools, "build-plugin", source, "-o", output, "--swift",
                plugin.swiftMode,
                "--sdk", Checkout.path,
            ]
        }
        let compiler = source.hasSuffix(".c") ? ["cc", "-std=gnu11"] : ["c++", "-std=c++17"]
        let common = [
            "-O1", "-g", "-Wall", "-Wextra", "-Werror", "-fPIC", "-fvisibility=hidden", "-shared",
            "-pthread", "-I", "\(Checkout.path)/Sources/PluginABI/include",
            "-I", "\(Checkout.path)/sdk/cpp/include",
            "-Wl,--build-id=sha1,-z,now,-z,relro,-z,noexecstack",
        ]
        let exports = "-Wl,--version-script=\(Checkout.fixtures)/exports.map,-z,defs"
        return compiler + common + (plugin.isLinkedLoosely ? [] : [exports])
            + plugin.defines.map { "-D\($0)" } + ["-o", output, source] + plugin.options
    }

    /// - Throws: with the tool's own words where it fails.
    private static func run(_ command: [String]) throws {
        let result = try CommandResult("/usr/bin/env", command, patience: Patience(seconds: 240))
        guard result.code == 0 else { throw TestFailure(result.output + result.errors) }
    }
}
