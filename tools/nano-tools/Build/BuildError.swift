import ELFPreflight
import SystemPackage

/// Why there is no plugin, in one line each. Where a compiler or linker has said it already,
/// there is no error of ours: the command ends with `ExitCode.failure`.
enum BuildError: Error, Equatable {
    case sourceMissing(FilePath)
    case noSources(FilePath)
    case noTests(FilePath)
    case mixedLanguages(FilePath)
    case swiftModeWithoutSwift(FilePath)
    case invalidName(String)
    case invalidSettings(FilePath)
    case sdkMissing(String)
    case compilerMissing(String)
    case targetInformation(FilePath)
    case constantsUnreadable(String)
    case notDynamicLibrary(FilePath)
    case notOneExecutable(FilePath, [String])
    case packageUnreadable(String)
    case noPlugin
    case severalPlugins([String])
    case notMain(String)
    case notConstant(SwiftDeclaration.Place, property: String, example: String)
    case versionTooLong(SwiftDeclaration.Place, bytes: Int)
    /// The runtime's own pre-flight refuses the linked file.
    case refused(PreflightError)
    case fileSystem(_ attempt: String, _ reason: String)
}

extension BuildError: CustomStringConvertible {
    var description: String {
        switch self {
        case .sourceMissing(let path):
            "\(path): no such file or folder"
        case .noSources(let path):
            "\(path): expected .c, .cc, .cpp, .swift or .zig files, Cargo.toml or "
                + "Package.swift, found none"
        case .noTests(let folder):
            "\(folder): expected source files in a folder 'test', found none"
        case .mixedLanguages(let path):
            "\(path): Swift and C or C++ in one plugin are not supported, nor Zig and another; "
                + "use one of them"
        case .swiftModeWithoutSwift(let path):
            "\(path): a Swift mode is asked for, but there are no .swift files "
                + "that nano-tools compiles by itself"
        case .invalidName(let name):
            "'\(name)' cannot be a plugin's name: expected \(PluginName.rule); "
                + "choose one with --name"
        case .invalidSettings(let path):
            #"\#(path): expected {"swift": "embedded"} or {"swift": "full"}"#
        case .sdkMissing(let place):
            "no nano SDK \(place): expected include/nano/nano.h and PluginKit; name it with --sdk"
        case .compilerMissing(let text):
            text
        case .targetInformation(let compiler):
            "\(compiler) -print-target-info: expected JSON with target and paths"
        case .constantsUnreadable(let reason):
            "cannot read the constants that swiftc found: \(reason)"
        case .notDynamicLibrary(let manifest):
            #"\#(manifest): expected a library with crate-type = ["cdylib", "lib"]"#
        case .notOneExecutable(let manifest, let names):
            "\(manifest): expected one executable target, the plugin; found "
                + (names.isEmpty ? "none" : names.joined(separator: ", "))
        case .packageUnreadable(let reason):
            "cannot read what 'swift package describe' said: \(reason)"
        case .noPlugin:
            "no type conforms to Plugin or its kin: expected '@main struct Name: Plugin'"
        case .severalPlugins(let names):
            "expected one type that conforms to Plugin, found \(names.joined(separator: ", "))"
        case .notMain(let name):
            "\(name) is not the program's entry: write @main above it"
        case .notConstant(let place, let property, let example):
            "\(place): '\(property)' is read at build time: expected a constant, as in '\(example)'"
        case .versionTooLong(let place, let bytes):
            "\(place): expected a version of at most 31 bytes, got \(bytes)"
        case .refused(let error):
            "the plugin would be refused: \(error)"
        case .fileSystem(let attempt, let reason):
            "cannot \(attempt): \(reason)"
        }
    }
}
