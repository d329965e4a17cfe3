import FoundationEssentials
import SystemPackage

/// The Swift compiler in PATH.
struct SwiftToolchain {
    let compiler: Compiler

    static func find() throws(BuildError) -> SwiftToolchain {
        SwiftToolchain(compiler: try program("swiftc"))
    }

    /// The front of the package manager: `swift build`, `swift test`.
    static func packages() throws(BuildError) -> Compiler {
        try program("swift")
    }

    private static func program(_ name: String) throws(BuildError) -> Compiler {
        guard let program = Compiler(command: name) else {
            throw .compilerMissing(
                "no \(name) in PATH: install Swift 6.3 or later (https://swift.org/install)")
        }
        return program
    }

    /// The static libraries of Embedded Swift, such as the Unicode tables; a plugin gets those
    /// parts of them that it uses.
    func embeddedArchives() async throws -> [FilePath] {
        guard let output = try await compiler.output(["-print-target-info"]),
            let target = try? JSONDecoder().decode(TargetInformation.self, from: Data(output.utf8))
        else { throw BuildError.targetInformation(compiler.executable) }
        let folder = FilePath(target.paths.runtimeResourcePath)
            .appending("embedded").appending(target.target.unversionedTriple)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.string)) ?? []
        return names.filter { $0.hasSuffix(".a") }.sorted().map { folder.appending($0) }
    }

    /// What `swiftc -print-target-info` says, as far as it is needed here.
    private struct TargetInformation: Decodable {
        struct Target: Decodable { let unversionedTriple: String }
        struct Paths: Decodable { let runtimeResourcePath: String }

        let target: Target
        let paths: Paths
    }
}
