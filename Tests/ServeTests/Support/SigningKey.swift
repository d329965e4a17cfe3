import Foundation

/// A key pair of a test's own, made by `nano-tools keygen`, and what is signed with it.
struct SigningKey {
    private let directory: TestDirectory
    private let name: String

    var publicKeyPath: String { directory.file("\(name).pub") }

    init(in directory: TestDirectory, _ name: String = "key") throws {
        self.directory = directory
        self.name = name
        try Self.run([
            "keygen", "--public", directory.file("\(name).pub"), "--secret",
            directory.file("\(name).key"),
        ])
    }

    /// The signature's file. What is not given stands in the plugin's manifest.
    func signature(of bytes: [UInt8], app: String, version: String? = nil) throws -> [UInt8] {
        let file = directory.file("\(name)-\(UUID().uuidString).so")
        try PluginDirectory.write(bytes, to: file)
        let version = version.map { ["--version", $0] } ?? []
        try Self.run(
            ["sign", file, "--secret", directory.file("\(name).key"), "--app", app] + version)
        return Array(try Data(contentsOf: URL(filePath: "\(file).minisig")))
    }

    private static func run(_ arguments: [String]) throws {
        let result = try CommandResult(Checkout.tools, arguments)
        guard result.code == 0 else { throw TestFailure(result.output + result.errors) }
    }
}
