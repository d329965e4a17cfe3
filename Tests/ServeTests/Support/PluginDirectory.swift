import Foundation

/// A directory of plugins, and the ways in which people put files there.
struct PluginDirectory {
    let path: String

    func file(_ name: String) -> String { "\(path)/\(name)" }

    /// Deploys a plugin as `NAME.so`: a copy beside it, renamed into place.
    func install(_ plugin: FixturePlugin, as name: String) throws {
        try install(PluginBuilder.bytes(of: plugin), as: name)
    }

    func install(_ bytes: [UInt8], as name: String) throws {
        let hidden = file(".\(name).new")
        try Self.write(bytes, to: hidden)
        try rename(hidden, to: file("\(name).so"))
    }

    /// Overwrites the file in place, as `cp` does: truncated, then written.
    func overwrite(_ name: String, with plugin: FixturePlugin) throws {
        try Self.write(PluginBuilder.bytes(of: plugin), to: file("\(name).so"))
    }

    func remove(_ name: String) throws {
        guard unlink(file("\(name).so")) == 0 else { throw TestFailure.system("unlink", errno) }
    }

    /// Writes the `NAME.json` of an app.
    func configure(_ name: String, _ json: String) throws {
        try Data(json.utf8).write(to: URL(filePath: file("\(name).json")), options: .atomic)
    }

    func rename(_ from: String, to: String) throws {
        guard Glibc.rename(from, to) == 0 else { throw TestFailure.system("rename", errno) }
    }

    /// Into the inode that is there, if one is.
    static func write(_ bytes: [UInt8], to path: String) throws {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw TestFailure.system("open \(path)", errno) }
        defer { close(descriptor) }
        guard Glibc.write(descriptor, bytes, bytes.count) == bytes.count else {
            throw TestFailure.system("write \(path)", errno)
        }
    }
}
