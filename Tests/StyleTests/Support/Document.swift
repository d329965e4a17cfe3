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

    /// Targets of links into the repository, without their anchors.
    var links: [String] {
        text.matches(of: /\]\(([^)#\s]+)[^)]*\)/).map { String($0.1) }
            .filter { !$0.contains("://") }
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
