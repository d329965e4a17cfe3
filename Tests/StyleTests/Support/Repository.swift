import FoundationEssentials

/// The checkout that this test was compiled from.
enum Repository {
    static let root = #filePath.split(separator: "/", omittingEmptySubsequences: false)
        .dropLast(4).joined(separator: "/")

    /// The files below `folders` whose names end in one of `endings`, in the order of their paths.
    static func files(in folders: [String], endings: [String]) throws -> [SourceFile] {
        try folders.flatMap { folder in
            try FileManager.default.subpathsOfDirectory(atPath: "\(root)/\(folder)")
                .filter { path in endings.contains { path.hasSuffix($0) } }
                .sorted()
                .map { try file("\(folder)/\($0)") }
        }
    }

    /// The file at `path`, relative to the root.
    static func file(_ path: String) throws -> SourceFile {
        SourceFile(path: path, text: try String(contentsOfFile: "\(root)/\(path)", encoding: .utf8))
    }

    static func exists(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: "\(root)/\(path)")
    }

    /// The paths of all files and folders but those that builds make.
    static func paths() throws -> Set<String> {
        let top = try FileManager.default.contentsOfDirectory(atPath: root)
            .filter { ![".git", "bin"].contains($0) && !$0.hasPrefix(".build") }
        return try Set(
            top.flatMap { name in
                let below = try? FileManager.default.subpathsOfDirectory(atPath: "\(root)/\(name)")
                return [name] + (below ?? []).map { "\(name)/\($0)" }
            })
    }

    /// Every Swift file of the runtime, its tools, its SDK, its plugins and their tests.
    static func swiftFiles() throws -> [SourceFile] {
        try files(in: ["Plugins", "Sources", "Tests", "sdk", "tools"], endings: [".swift"])
    }
}
