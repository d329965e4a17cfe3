import FoundationEssentials
import SystemPackage

/// The sources of one plugin.
struct SourceSet {
    /// The source files, in the order of their paths, which begin as SOURCE did: compilers
    /// repeat them in their messages. Empty where another build system finds them.
    let files: [FilePath]
    /// The source files of the plugin's tests: those in folders of SOURCE that are called
    /// `test…`.
    let testFiles: [FilePath]
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
        let name = name ?? Self.defaultName(of: source, isFolder: isFolder)
        guard PluginName.isValid(name) else { throw .invalidName(name) }
        self.name = name
        if isFolder, let language = Self.buildSystem(of: source) {
            if swift != nil { throw .swiftModeWithoutSwift(source) }
            self.language = language
            files = []
            testFiles = []
            return
        }
        let all = isFolder ? try Self.files(in: source) : [source]
        let tests = all.filter { isFolder && Self.isTest($0, in: source) }
        testFiles = tests
        files = all.filter { !tests.contains($0) }
        let settings = isFolder ? try FolderSettings.read(from: source) : FolderSettings()
        language = try Self.language(of: files, in: source, swift: swift ?? settings.swift)
    }

    /// The language of a folder whose own build file says how it is built.
    private static func buildSystem(of folder: FilePath) -> SourceLanguage? {
        func holds(_ name: String) -> Bool {
            FileManager.default.fileExists(atPath: folder.appending(name).string)
        }
        if holds("Cargo.toml") { return .rust }
        return holds("Package.swift") ? .swiftPackage : nil
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

    private static func isTest(_ file: FilePath, in folder: FilePath) -> Bool {
        let below = file.components.dropFirst(folder.components.count)
        return below.count > 1 && below.first?.string.hasPrefix("test") == true
    }

    private static func language(
        of files: [FilePath], in source: FilePath, swift: SwiftMode?
    ) throws(BuildError) -> SourceLanguage {
        let kinds = Set(files.compactMap(SourceKind.init))
        if kinds.isEmpty { throw .noSources(source) }
        if swift != nil, !kinds.contains(.swift) { throw .swiftModeWithoutSwift(source) }
        switch kinds {
        case [.swift]: return .swift(swift ?? .embedded)
        case [.zig]: return .zig
        case _ where kinds.isSubset(of: [.c, .cPlusPlus]): return .native
        default: throw .mixedLanguages(source)
        }
    }

    /// The last component of `source`, of a file without its extension, with `.` and `..`
    /// resolved.
    private static func defaultName(of source: FilePath, isFolder: Bool) -> String {
        let path = FilePath(URL(filePath: source.string).standardizedFileURL.path())
        return (isFolder ? path.lastComponent?.string : path.stem) ?? ""
    }
}
