import Testing

/// A rule of CONTRIBUTING.md that a program can check.
protocol Rule {
    func offences(in files: [SourceFile]) -> [Offence]
}

extension Rule {
    /// Records every offence of `files`. A rule that looks at no file at all is broken itself.
    func expectKept(
        by files: [SourceFile], sourceLocation: SourceLocation = #_sourceLocation
    ) {
        #expect(!files.isEmpty, sourceLocation: sourceLocation)
        for offence in offences(in: files) {
            Issue.record("\(offence)", sourceLocation: sourceLocation)
        }
    }

    /// The offences of one file that was made up for a test.
    func offences(inPlanted text: String, at path: String) -> [Offence] {
        offences(in: [SourceFile(path: path, text: text)])
    }
}
