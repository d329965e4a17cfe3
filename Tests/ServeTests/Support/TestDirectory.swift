import Foundation

/// A directory of one test's own, gone with it: the plugin directory `plugins`, the runtime's
/// state, and whatever else the test puts there.
final class TestDirectory {
    let path: String

    init() throws {
        // What is made here is nobody else's to change, whatever the shell's mask is.
        umask(0o022)
        var template = Array("\(NSTemporaryDirectory())/nano-serve-XXXXXX".utf8CString)
        guard let made = mkdtemp(&template), let real = realpath(made, nil) else {
            throw TestFailure.system("mkdtemp", errno)
        }
        defer { free(real) }
        path = String(cString: real)
        try FileManager.default.createDirectory(
            atPath: plugins.path, withIntermediateDirectories: false)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    var plugins: PluginDirectory { PluginDirectory(path: file("plugins")) }

    func file(_ name: String) -> String { "\(path)/\(name)" }

    /// Writes a file as editors and deployment tools do: aside, then renamed into place.
    func write(_ text: String, to name: String) throws {
        try Data(text.utf8).write(to: URL(filePath: file(name)), options: .atomic)
    }

    /// The names in a directory below.
    func names(in directory: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: file(directory))
    }

    /// A gate that holds what waits at it until it is opened.
    func gate(_ name: String = "gate") throws -> Gate {
        try Gate(path: file(name))
    }
    /// Puts plugins into the plugin directory, and limits into `nano.json`.
    /// - Parameter limits: the object `limits`, as JSON.
    /// - Returns: the arguments of `serve` that lead to them.
    func deploy(_ plugins: [String: FixturePlugin], limits: String? = nil) throws -> [String] {
        for (name, plugin) in plugins { try self.plugins.install(plugin, as: name) }
        guard let limits else { return [self.plugins.path] }
        try write(#"{"limits": \#(limits)}"#, to: "nano.json")
        return [self.plugins.path, "--config", file("nano.json")]
    }
}
