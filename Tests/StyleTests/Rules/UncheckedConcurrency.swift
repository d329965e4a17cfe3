/// Where the compiler's check for data races is switched off, a comment proves what it cannot:
/// `// Unchecked: …` on the line below or directly above.
struct UncheckedConcurrency: Rule {
    static let marker = "// Unchecked:"

    func offences(in files: [SourceFile]) -> [Offence] {
        files.flatMap { file in
            file.codeLines.indices.filter { isUnproved($0, file) }.map {
                Offence(
                    path: file.path, line: $0 + 1,
                    reason: "expected a comment that begins with \(Self.marker)")
            }
        }
    }

    private func isUnproved(_ index: Int, _ file: SourceFile) -> Bool {
        let code = file.codeLines[index]
        guard code.contains("@unchecked Sendable") || code.contains("nonisolated(unsafe)") else {
            return false
        }
        return !isProved(index, file.lines)
    }

    private func isProved(_ index: Int, _ lines: [Substring]) -> Bool {
        let comment = lines[..<index].reversed().prefix { $0.isComment }
        let below = lines[(index + 1)...].prefix(1)
        return (comment + below).contains {
            $0.drop { $0 == " " }.hasPrefix(Self.marker)
        }
    }
}

extension Substring {
    fileprivate var isComment: Bool { drop { $0 == " " }.hasPrefix("//") }
}
