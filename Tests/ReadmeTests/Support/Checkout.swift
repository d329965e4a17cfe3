import FoundationEssentials
import SystemPackage
import Testing

/// The checkout that these tests were built from, and the binaries that they run.
enum Checkout {
    static let path = #filePath.split(separator: "/", omittingEmptySubsequences: false)
        .dropLast(4).joined(separator: "/")

    static var runtime: FilePath {
        get throws { try binary("nano-runtime", variable: "NANO_RUNTIME_BINARY") }
    }

    static var tools: FilePath {
        get throws { try binary("nano-tools", variable: "NANO_TOOLS_BINARY") }
    }

    /// What the environment names; else what `tools/build` made.
    private static func binary(_ name: String, variable: String) throws -> FilePath {
        let given = ProcessInfo.processInfo.environment[variable]
        let file = given ?? "\(path)/bin/\(name)"
        try #require(
            FileManager.default.isExecutableFile(atPath: file),
            "expected an executable at \(file): run tools/build, or set \(variable)")
        return FilePath(file)
    }
}
