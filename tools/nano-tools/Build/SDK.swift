import FoundationEssentials
import SystemPackage

/// The headers of the C interface and the sources of PluginKit.
struct SDK {
    /// To be searched for `nano/nano.h` and for the module PluginABI.
    let headers: FilePath
    /// The folder of PluginKit's sources.
    let pluginKit: FilePath

    /// Where headers and PluginKit lie in a checkout, in an installation and in an SDK folder.
    private static let layouts: [(headers: FilePath, pluginKit: FilePath)] = [
        ("Sources/PluginABI/include", "Sources/PluginKit"),
        ("share/nano/include", "share/nano/PluginKit"),
        ("include", "PluginKit"),
    ]

    /// The SDK in `option`; else in `NANO_SDK`; else in the nearest folder above this program.
    static func find(option: String?) throws(BuildError) -> SDK {
        if let folder = option ?? ProcessInfo.processInfo.environment["NANO_SDK"] {
            guard let sdk = inside(FilePath(folder)) else { throw .sdkMissing("in \(folder)") }
            return sdk
        }
        let program = try executablePath()
        var folder = program
        while folder.removeLastComponent() {
            if let sdk = inside(folder) { return sdk }
        }
        throw .sdkMissing("above \(program)")
    }

    /// The SDK that `folder` holds in one of the layouts, or `nil`.
    private static func inside(_ folder: FilePath) -> SDK? {
        layouts.lazy
            .map {
                SDK(headers: folder.pushing($0.headers), pluginKit: folder.pushing($0.pluginKit))
            }
            .first(where: \.exists)
    }

    private var exists: Bool {
        [headers.appending("nano/nano.h"), pluginKit.appending("Plugin.swift")]
            .allSatisfy { FileManager.default.fileExists(atPath: $0.string) }
    }

    /// This program's file, with links resolved (proc(5), "/proc/pid/exe").
    private static func executablePath() throws(BuildError) -> FilePath {
        do {
            return FilePath(
                try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
        } catch {
            throw .fileSystem("read /proc/self/exe", "\(error)")
        }
    }
}
