import FoundationEssentials
import SystemPackage

/// Calls `body` with a new empty directory, which is removed when it returns or throws.
func withTemporaryDirectory<Value>(
    _ body: (FilePath) async throws -> Value
) async throws -> Value {
    let name = "nano-build-\(UUID().uuidString)"
    let directory = FilePath(FileManager.default.temporaryDirectory.path()).appending(name)
    do {
        try FileManager.default.createDirectory(
            atPath: directory.string, withIntermediateDirectories: false,
            attributes: [.posixPermissions: 0o700])
    } catch {
        throw BuildError.fileSystem("create \(directory)", "\(error)")
    }
    defer { try? FileManager.default.removeItem(atPath: directory.string) }
    return try await body(directory)
}

/// Writes `text` to a file of the build.
func write(_ text: String, to path: FilePath) throws {
    do {
        try Data(text.utf8).write(to: URL(filePath: path.string))
    } catch {
        throw BuildError.fileSystem("write \(path)", "\(error)")
    }
}
