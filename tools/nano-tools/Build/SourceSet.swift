import FoundationEssentials
import SystemPackage

/// The sources of one plugin.
struct SourceSet {
    /// The source files, in the order of their paths, which begin as SOURCE did: compilers
    /// repeat them in their messages.
    let files: [FilePath]
    /// The folder that SOURCE is or lies in; headers may be included from there.
    let folder: FilePath
    let language: SourceLanguage
    /// The plugin's name.
    let name: String

    /// Looks at `source`, a file or a folder. `name` and `swift` override what is found there.
    init(_ source: FilePath, name: String?, swift: SwiftMode?) throws(BuildError) {
        var isFolder = false
        guard FileManager.default.fileExists(atPath: source.string, isDirectory: &isFolder) else {
            throw .sourceMissing(source)
        }
        folder = isFolder ? source : source.removingLastComponent()
        files = isFolder ? try Self.files(in: source) : [source]
        let settings = isFolder ? try FolderSettings.read(from: source) : FolderSettings()
        language = try Self.language(of: files, in: source, swift: swift ?? settings.swift)
        self.name = try Self.checkedName(name ?? Self.defaultName(of: source))
    }

    /// The source files in `folder` and its subfolders, hidden ones left out.
    private static func files(in folder: FilePath) throws(BuildError) -> [FilePath] {
        let paths: [String]
        do {
            paths = try FileManager.default.subpathsOfDirectory(atPath: folder.string)
        } catch {
            throw .fileSystem("read \(folder)", "\(error)")
        }
        return paths.sorted().map { FilePath($0) }
            .filter { path in path.components.allSatisfy { !$0.string.hasPrefix(".") } }
            .filter { SourceKind($0) != nil }
            .map { folder.pushing($0) }
    }

    private static func language(
        of files: [FilePath], in source: FilePath, swift: SwiftMode?
    ) throws(BuildError) -> SourceLanguage {
        let kinds = Set(files.compactMap(SourceKind.init))
        if kinds.isEmpty { throw .noSources(source) }
        guard kinds.contains(.swift) else {
            if swift != nil { throw .swiftModeWithoutSwift(source) }
            return .native
        }
        if kinds.count > 1 { throw .mixedLanguages(source) }
        return .swift(swift ?? .embedded)
    }

    /// The last component of `source` without its extension, with `.` and `..` resolved.
    private static func defaultName(of source: FilePath) -> String {
        let path = URL(filePath: source.string).standardizedFileURL.path()
        return FilePath(path).stem ?? ""
    }

    /// `name`, if an app may have it; then a file of that name can be dropped as it is.
    private static func checkedName(_ name: String) throws(BuildError) -> String {
        let alphanumeric = "abcdefghijklmnopqrstuvwxyz0123456789"
        guard let first = name.first, alphanumeric.contains(first), name.utf8.count <= 63,
            name.allSatisfy({ (alphanumeric + "._-").contains($0) })
        else { throw .invalidName(name) }
        return name
    }
}
