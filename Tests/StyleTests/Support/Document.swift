/// A Markdown file, as far as it names other files and events.
struct Document {
    let path: String
    let text: String

    init(path: String, text: String) {
        self.path = path
        self.text = text
    }

    init(_ file: SourceFile) {
        self.init(path: file.path, text: file.lines.joined(separator: "\n"))
    }

    /// Targets of links into the repository, as paths in it, without their anchors.
    var links: [String] {
        text.matches(of: /\]\(([^)#\s]+)[^)]*\)/).map { String($0.1) }
            .filter { !$0.contains("://") }
            .map(pathInRepository)
    }

    /// `link`, which begins at this document's folder, from the repository's.
    private func pathInRepository(_ link: String) -> String {
        let folder = path.split(separator: "/").dropLast()
        let steps = link.split(separator: "/").reduce(into: Array(folder)) { steps, step in
            if step != ".." {
                steps.append(step)
            } else if !steps.isEmpty {
                steps.removeLast()
            }
        }
        return steps.joined(separator: "/")
    }

    /// What stands between single backticks on one line.
    var quoted: [String] {
        text.matches(of: /`([^`\n]+)`/).map { String($0.1) }
    }

    /// The fenced blocks, without their fences.
    var blocks: [String] {
        text.matches(of: /```[^\n]*\n((?:[^`]|`(?!``))*)```/).map { String($0.1) }
    }
}
