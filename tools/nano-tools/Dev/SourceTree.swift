import FoundationEssentials
import SystemPackage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// What the sources of a plugin are at one moment: two are equal if nothing has been saved in
/// between. Every file counts that a build might read, not only those with the extensions of
/// sources: headers, pages that are built in, the files of build systems.
struct SourceTree: Equatable {
    /// What changes when a file is written, or replaced by another (inode(7)).
    private struct Identity: Equatable {
        let inode: UInt64
        let bytes: Int64
        let modifiedNanoseconds: Int
    }

    /// Where build systems put what they make.
    private static let buildFolders: Set<String> = ["target", "zig-out", "zig-cache"]
    /// What build systems write beside the sources.
    private static let buildFiles: Set<String> = ["Cargo.lock", "Package.resolved"]
    private static let copyExtensions: Set<String> = ["bak", "orig", "swp", "swx", "tmp", "so"]

    private var files: [String: Identity] = [:]
    /// The folders that hold the files, to be watched.
    private(set) var folders: [FilePath] = []

    /// Looks at `source`, a folder or one file. What cannot be read is not there.
    init(_ source: FilePath) {
        var isFolder = false
        _ = FileManager.default.fileExists(atPath: source.string, isDirectory: &isFolder)
        if isFolder {
            add(folder: source)
        } else {
            let folder = source.removingLastComponent()
            folders = [folder.isEmpty ? "." : folder]
            add(file: source)
        }
    }

    private mutating func add(folder: FilePath) {
        folders.append(folder)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.string)) ?? []
        for name in names where Self.isSource(name) {
            let path = folder.appending(name)
            var status = stat()
            // Links are not followed into folders: they may lead back up.
            guard lstat(path.string, &status) == 0 else { continue }
            if status.st_mode & S_IFMT == S_IFDIR {
                if !Self.buildFolders.contains(name) { add(folder: path) }
            } else {
                add(file: path)
            }
        }
    }

    private mutating func add(file: FilePath) {
        var status = stat()
        guard stat(file.string, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return }
        files[file.string] = Identity(
            inode: UInt64(status.st_ino), bytes: Int64(status.st_size),
            modifiedNanoseconds: status.st_mtim.nanosecondCount)
    }

    /// Not hidden, no editor's copy (`a.c~`, `#a.c#`, vim's `4913`), and nothing that a build
    /// writes.
    private static func isSource(_ name: String) -> Bool {
        if name.hasPrefix(".") || name.hasPrefix("#") || name.hasSuffix("~") { return false }
        if buildFiles.contains(name) || name.allSatisfy(\.isNumber) { return false }
        return !copyExtensions.contains(FilePath(name).extension ?? "")
    }
}
