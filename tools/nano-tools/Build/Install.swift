import FoundationEssentials
import SystemPackage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Puts a copy of `plugin` at `output`: written to a hidden file in the same directory, forced to
/// disk, and renamed, so that whoever opens `output` finds the whole old file or the whole new.
func install(_ plugin: FilePath, at output: FilePath) throws {
    guard let name = output.lastComponent,
        let content = FileManager.default.contents(
            atPath: plugin.string)
    else { throw BuildError.fileSystem("write \(output)", "expected the name of a file") }
    // Not *.so: a runtime watching the directory must not take it for an app.
    let temporary = output.removingLastComponent().appending(".\(name).\(getpid()).partial")
    do {
        try writeDurably(content, to: temporary)
        guard rename(temporary.string, output.string) == 0 else { throw Errno(rawValue: errno) }
    } catch {
        unlink(temporary.string)
        throw BuildError.fileSystem("write \(output)", "\(error)")
    }
}

/// Creates `path`, which must not exist, and returns when its content is on disk.
private func writeDurably(_ content: Data, to path: FilePath) throws {
    let file = try FileDescriptor.open(
        path, .writeOnly, options: [.create, .exclusiveCreate, .closeOnExec],
        permissions: [.ownerReadWriteExecute, .groupReadExecute, .otherReadExecute])
    try file.closeAfter {
        _ = try content.withUnsafeBytes { try file.writeAll($0) }
        guard fsync(file.rawValue) == 0 else { throw Errno(rawValue: errno) }
    }
}
