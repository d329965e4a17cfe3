import FoundationEssentials
import SystemPackage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The folder that `nano-tools new` makes. It must not exist: `mkdir` says so, even to two
/// who try at once. What was begun and could not be finished is removed.
struct NewFolder {
    let path: FilePath

    /// Creates the folder with `files` in it, by their paths inside.
    func create(with files: [(path: String, text: String)]) throws(NewError) {
        guard mkdir(path.string, 0o777) == 0 else {
            if errno == EEXIST { throw .exists(path) }
            throw .fileSystem("create \(path)", "\(Errno(rawValue: errno))")
        }
        do {
            for file in files { try write(file.text, to: path.appending(file.path)) }
        } catch {
            try? FileManager.default.removeItem(atPath: path.string)
            throw .fileSystem("write \(path)", "\(error)")
        }
    }

    private func write(_ text: String, to file: FilePath) throws {
        try FileManager.default.createDirectory(
            atPath: file.removingLastComponent().string, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(filePath: file.string))
    }
}
