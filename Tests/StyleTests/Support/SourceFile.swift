/// A file as the rules see it.
struct SourceFile {
    /// Relative to the repository.
    let path: String
    let lines: [Substring]
    /// The lines with comments and string literals blanked, each as long as it was.
    let codeLines: [Substring]

    init(path: String, text: String) {
        self.path = path
        lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        codeLines = CodeText.code(of: text).split(
            separator: "\n", omittingEmptySubsequences: false)
    }

    var name: Substring { path.split(separator: "/").last ?? "" }

    var folder: String {
        path.split(separator: "/").dropLast().joined(separator: "/")
    }

    /// What it imports, with the number of the line from 1.
    var imports: [(module: String, line: Int)] {
        codeLines.enumerated().compactMap { index, line in
            line.firstMatch(of: /^\s*(?:@\w+\s+)*(?:\w+\s+)?import\s+(?:\w+\s+)?(\w+)/)
                .map { (String($0.1), index + 1) }
        }
    }

    /// The types that it declares for other files to name: at the top level, and not private.
    var declaredTypes: [String] {
        codeLines.compactMap { line in
            line.firstMatch(of: Self.typeDeclaration).map { String($0.1) }
        }
    }

    private static var typeDeclaration: Regex<(Substring, Substring)> {
        #/
        ^ (?: (?: public | package | internal | final | indirect ) \s+ )*
        (?: struct | class | enum | actor | protocol | typealias ) \s+ (\w+)
        /#
    }

    /// The places where one of `words` stands as a whole identifier in its code.
    func uses(of words: Set<String>) -> [(word: String, line: Int)] {
        codeLines.enumerated().flatMap { index, line in
            line.split { !($0.isLetter || $0.isNumber || $0 == "_") }
                .filter { words.contains(String($0)) }
                .map { (String($0), index + 1) }
        }
    }
}
