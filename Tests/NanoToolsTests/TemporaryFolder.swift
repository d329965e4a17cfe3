import FoundationEssentials
import SystemPackage

/// A directory for one test, removed with the value.
final class TemporaryFolder: Sendable {
    let path: FilePath

    init() throws {
        path = FilePath(FileManager.default.temporaryDirectory.path())
            .appending("nano-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            atPath: path.string, withIntermediateDirectories: false)
    }

    deinit { try? FileManager.default.removeItem(atPath: path.string) }

    /// Writes a file, in folders that are made if need be; returns its path.
    @discardableResult
    func write(_ text: String, to name: String) throws -> FilePath {
        let file = path.appending(name)
        try FileManager.default.createDirectory(
            atPath: file.removingLastComponent().string, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(filePath: file.string))
        return file
    }

    func content(of name: String) -> String? {
        FileManager.default.contents(atPath: path.appending(name).string)
            .map { String(decoding: $0, as: UTF8.self) }
    }

    /// The names of all files in `folder`.
    static func names(in folder: FilePath) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.string).sorted()
    }
}
