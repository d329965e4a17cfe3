/// Files and lines are short enough to be read.
struct Size: Rule {
    static let columnsMax = 100
    static let linesMax = 300
    static let headerLinesMax = 250

    func offences(in files: [SourceFile]) -> [Offence] {
        files.flatMap { tooLong($0) + tooWide($0) }
    }

    private func tooLong(_ file: SourceFile) -> [Offence] {
        let linesMax = file.path.hasSuffix(".h") ? Self.headerLinesMax : Self.linesMax
        // The text ends with a line feed, and nothing comes after it.
        let count = file.lines.count - 1
        guard count > linesMax else { return [] }
        return [
            Offence(path: file.path, reason: "expected at most \(linesMax) lines, got \(count)")
        ]
    }

    private func tooWide(_ file: SourceFile) -> [Offence] {
        file.lines.enumerated().compactMap { index, line in
            guard line.count > Self.columnsMax else { return nil }
            return Offence(
                path: file.path, line: index + 1,
                reason: "expected at most \(Self.columnsMax) columns, got \(line.count)")
        }
    }
}
