/// The headers as one page of Markdown, in the order in which nano.h includes them.
struct ReferencePage {
    private let main: Header
    private let parts: [Header]
    private let names: ReferenceNames

    init(main: Header, parts: [Header]) {
        self.main = main
        self.parts = parts
        names = ReferenceNames(parts)
    }

    var text: String {
        """
        <!-- Made of the headers in Sources/PluginABI/include/nano by tools/docs: change those. -->
        # The plugin ABI

        \(body(main.comment))

        \(parts.map { "- [\($0.name)](#\(anchor($0))): \(summary($0))" }.joined(separator: "\n"))

        \(parts.map(section).joined(separator: "\n\n"))

        """
    }

    /// As GitHub makes it of the heading.
    private func anchor(_ header: Header) -> String { header.name.replacing(".", with: "") }

    private func summary(_ header: Header) -> String {
        names.linked(header.comment.lines.prefix { !$0.isEmpty }.joined(separator: " "))
    }

    private func section(_ header: Header) -> String {
        (["## \(header.name)", body(header.comment)] + header.items.map(item))
            .joined(separator: "\n\n")
    }

    private func item(_ item: Header.Item) -> String {
        switch item {
        case .structure(let name, let comment, let fields):
            let functions = fields.filter { $0.signature != nil }.map { function($0, of: name) }
            return ([heading("###", name, comment)] + table(fields) + functions)
                .joined(separator: "\n\n")
        case .function(let name, let signature, let comment):
            return "### \(name)\n\n```c\n\(signature)\n```" + described(comment, except: name)
        case .constants(let comment, let constants):
            return [body(comment), table(constants)].filter { !$0.isEmpty }
                .joined(separator: "\n\n")
        }
    }

    private func heading(_ level: String, _ name: String, _ comment: HeaderComment) -> String {
        "\(level) \(name)" + described(comment, except: name)
    }

    private func function(_ field: Header.Field, of structure: String) -> String {
        "#### \(structure).\(field.name)\n\n```c\n\(field.signature ?? "")\n```"
            + described(field.comment, except: "\(field.name)()")
    }

    /// The thread and the text, each a paragraph of its own.
    private func described(_ comment: HeaderComment, except name: String) -> String {
        let thread = comment.thread.map { "*Thread:* \(names.linked($0))" }
        let text = comment.isEmpty ? nil : body(comment, except: name)
        return [thread, text].compactMap(\.self).map { "\n\n" + $0 }.joined()
    }

    /// The fields that are no functions; none has no table.
    private func table(_ fields: [Header.Field]) -> [String] {
        let rows = fields.filter { $0.signature == nil }.map { field in
            let meaning = names.linked(field.comment.lines.joined(separator: " "))
            return "| `\(field.name)` | \(names.linkedType(field.type)) | \(meaning) |"
        }
        guard !rows.isEmpty else { return [] }
        return ["| field | type | meaning |\n|---|---|---|\n" + rows.joined(separator: "\n")]
    }

    private func table(_ constants: [Header.Constant]) -> String {
        let rows = constants.map { constant in
            let meaning = names.linked(constant.comment.lines.joined(separator: " "))
            let place = "<a id=\"\(constant.name.lowercased())\"></a>"
            return "| \(place)`\(constant.name)` | `\(constant.value)` | \(meaning) |"
        }
        return "| constant | value | meaning |\n|---|---|---|\n" + rows.joined(separator: "\n")
    }

    private func body(_ comment: HeaderComment, except name: String? = nil) -> String {
        comment.lines.split(separator: "").map { paragraph(Array($0), except: name) }
            .joined(separator: "\n\n")
    }

    /// A block of code, or text whose lists stay lists.
    private func paragraph(_ lines: [String], except name: String?) -> String {
        if lines[0].hasPrefix("    ") {
            return "```c\n" + lines.map { $0.dropFirst(4) }.joined(separator: "\n") + "\n```"
        }
        var items: [String] = []
        for line in lines {
            let text = line.drop { $0 == " " }
            if text.hasPrefix("- ") {
                items.append("- " + names.linked(String(text.dropFirst(2)), except: name))
            } else if let tag = line.wholeMatch(of: #/ +\[([\w-]+)\] +(.*)/#) {
                items.append("- **\(tag.1)**: " + names.linked(String(tag.2), except: name))
            } else if items.isEmpty || (items.last?.hasPrefix("- ") == true && text == line[...]) {
                items.append(names.linked(String(text), except: name))
            } else {
                items[items.count - 1] += " " + names.linked(String(text), except: name)
            }
        }
        return spaced(items)
    }

    /// A list begins after a blank line, and ends with one.
    private func spaced(_ items: [String]) -> String {
        items.reduce(into: "") { text, item in
            let last = text.split(separator: "\n").last ?? ""
            let isNext = item.hasPrefix("- ") && last.hasPrefix("- ")
            text += (text.isEmpty ? "" : isNext ? "\n" : "\n\n") + item
        }
    }
}
