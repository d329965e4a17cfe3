/// A name says what a thing is. These endings say that its author did not know.
struct Names: Rule {
    static let forbiddenEndings = ["Manager", "Helper", "Helpers", "Utils", "Utilities", "Impl"]

    func offences(in files: [SourceFile]) -> [Offence] {
        files.flatMap { file in
            names(file).filter { isForbidden($0.name) }.map {
                Offence(path: file.path, line: $0.line, reason: "\($0.name) says nothing")
            }
        }
    }

    private func isForbidden(_ name: String) -> Bool {
        Self.forbiddenEndings.contains(where: name.hasSuffix)
    }

    private func names(_ file: SourceFile) -> [(name: String, line: Int?)] {
        [(String(file.name.prefix { $0 != "." }), nil)] + typeNames(file)
    }

    /// Every type that the file declares, nested and private ones too.
    private func typeNames(_ file: SourceFile) -> [(name: String, line: Int?)] {
        file.codeLines.enumerated().compactMap { index, line in
            line.firstMatch(of: /\b(?:struct|class|enum|actor|protocol|typealias)\s+([A-Z]\w*)/)
                .map { (String($0.1), index + 1) }
        }
    }
}
