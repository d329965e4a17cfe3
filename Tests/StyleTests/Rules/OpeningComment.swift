/// A reader of one of the two lines learns from the top of each file why it exists: a step opens
/// with a comment of its own, and a value may let its first declaration's `///` speak for it.
struct OpeningComment: Rule {
    private static let folders = ["Sources/Runtime/Request", "Sources/Runtime/Lifecycle"]

    func offences(in files: [SourceFile]) -> [Offence] {
        files.filter { Self.folders.contains($0.folder) && !isOpened($0) }.map {
            Offence(path: $0.path, line: 1, reason: "expected a comment that says why it exists")
        }
    }

    private func isOpened(_ file: SourceFile) -> Bool {
        let first = file.lines.first { line in
            !line.isEmpty && line.prefixMatch(of: /(?:\w+\s)?import\s/) == nil
        }
        return first?.hasPrefix("//") ?? false
    }
}
