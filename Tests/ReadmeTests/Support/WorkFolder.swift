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
        for (name, program) in [
            ("nano-runtime", try Checkout.runtime), ("nano-tools", try Checkout.tools),
        ] {
            try FileManager.default.createSymbolicLink(
                atPath: path.appending("bin/\(name)").string,
                withDestinationPath: program.string)
        }
        try FileManager.default.createSymbolicLink(
            atPath: path.appending("Plugins").string,
            withDestinationPath: "\(Checkout.path)/Plugins")
    }

    /// Of the server that serves here.
    var controlSocket: String { stateDirectory + "/control.sock" }
    var stateDirectory: String { path.appending("state").string }

    deinit { try? FileManager.default.removeItem(atPath: path.string) }

    func write(_ text: String, to name: String) throws {
        try text.write(toFile: path.appending(name).string, atomically: true, encoding: .utf8)
    }
}
