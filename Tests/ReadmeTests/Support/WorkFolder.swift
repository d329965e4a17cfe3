import FoundationEssentials
import SystemPackage

/// What a reader of the README has before them: a folder with `bin/`, where nothing is served yet,
/// and `Plugins/`. Removed with the value.
final class WorkFolder: Sendable {
    let path: FilePath

    init() throws {
        path = FilePath(FileManager.default.temporaryDirectory.path())
            .appending("nano-readme-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            atPath: path.appending("bin/plugins").string, withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
            atPath: path.appending("bin/nano-tools").string,
            withDestinationPath: try Checkout.tools.string)
        try FileManager.default.createSymbolicLink(
            atPath: path.appending("Plugins").string,
            withDestinationPath: "\(Checkout.path)/Plugins")
    }

    deinit { try? FileManager.default.removeItem(atPath: path.string) }

    func write(_ text: String, to name: String) throws {
        try text.write(toFile: path.appending(name).string, atomically: true, encoding: .utf8)
    }
}
