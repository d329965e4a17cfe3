import FoundationEssentials
import SystemPackage

/// What the author's side needs beside this program: headers, bindings and templates.
struct SDK {
    /// To be searched for `nano/nano.h` and for the module PluginABI.
    let headers: FilePath
    /// To be searched for `nano/plugin.hpp`.
    let cPlusPlusHeaders: FilePath
    /// The folder of PluginKit's sources.
    let pluginKit: FilePath
    /// The folder of PluginTesting's sources.
    let pluginTesting: FilePath
    /// The SwiftPM package that has both as products.
    let swiftPackage: FilePath
    /// The Rust crate `nano-plugin`.
    let rustCrate: FilePath
    /// The Zig module `nano`, one file.
    let zigModule: FilePath
    /// The folders that `nano-tools new` copies, one a language.
    let templates: FilePath

    /// The SDK as it lies below the root of a checkout.
    private init(checkout: FilePath) {
        headers = checkout.appending("Sources/PluginABI/include")
        cPlusPlusHeaders = checkout.appending("sdk/cpp/include")
        pluginKit = checkout.appending("Sources/PluginKit")
        pluginTesting = checkout.appending("Sources/PluginTesting")
        swiftPackage = checkout.appending("sdk/swift")
        rustCrate = checkout.appending("sdk/rust/nano-plugin")
        zigModule = checkout.appending("sdk/zig/nano.zig")
        templates = checkout.appending("sdk/templates")
    }

    /// The SDK as it is installed, in a folder of its own such as `share/nano`.
    private init(installed folder: FilePath) {
        headers = folder.appending("include")
        cPlusPlusHeaders = folder.appending("include")
        pluginKit = folder.appending("swift/Sources/PluginKit")
        pluginTesting = folder.appending("swift/Sources/PluginTesting")
        swiftPackage = folder.appending("swift")
        rustCrate = folder.appending("rust/nano-plugin")
        zigModule = folder.appending("zig/nano.zig")
        templates = folder.appending("templates")
    }

    /// The SDK in `option`; else in `NANO_SDK`; else in the nearest folder above this program.
    static func find(option: String?) throws(BuildError) -> SDK {
        if let folder = option ?? ProcessInfo.processInfo.environment["NANO_SDK"] {
            guard let sdk = inside(FilePath(folder)) else { throw .sdkMissing("in \(folder)") }
            return sdk
        }
        let program = try ownExecutablePath()
        var folder = program
        while folder.removeLastComponent() {
            if let sdk = inside(folder) { return sdk }
        }
        throw .sdkMissing("above \(program)")
    }

    /// The SDK that `folder` holds in one of the layouts, or `nil`.
    private static func inside(_ folder: FilePath) -> SDK? {
        let layouts = [
            SDK(checkout: folder), SDK(installed: folder.appending("share/nano")),
            SDK(installed: folder),
        ]
        return layouts.first(where: \.exists)
    }

    private var exists: Bool {
        [headers.appending("nano/nano.h"), pluginKit.appending("Plugin.swift")]
            .allSatisfy { FileManager.default.fileExists(atPath: $0.string) }
    }
}
