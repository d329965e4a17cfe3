import Foundation

/// Where things lie in the checkout that the tests were built from.
enum Checkout {
    static let path = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .path

    static let fixtures = "\(path)/Tests/FixturePlugins"

    /// The runtime under test.
    static var runtime: String { get throws { try binary("nano-runtime", "NANO_RUNTIME_BINARY") } }

    static var tools: String { get throws { try binary("nano-tools", "NANO_TOOLS_BINARY") } }

    /// What the environment names; else the release build in `bin`; else what was built with
    /// these tests, which lie in the same directory.
    private static func binary(_ name: String, _ variable: String) throws -> String {
        let given = ProcessInfo.processInfo.environment[variable]
        let built = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
        let places =
            [given, "\(path)/bin/\(name)", "\(built.path)/\(name)"].compactMap { $0 }
            + ["debug", "release"].map { "\(path)/.build/\($0)/\(name)" }
        let found = places.first { FileManager.default.isExecutableFile(atPath: $0) }
        guard let found, given == nil || found == given else {
            throw TestFailure("expected \(name) as one of \(places), got none; set \(variable)")
        }
        return found
    }
}
