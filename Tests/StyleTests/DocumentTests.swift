import Testing

/// The documents are true to the repository.
@Suite struct DocumentTests {
    static let documents = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"]
    static let authorsPages = [
        "README", "c", "cpp", "swift", "rust", "zig", "deferred-and-streams", "host-services",
        "what-makes-a-plugin-unloadable",
    ].map { "docs/authors/\($0).md" }

    static let operatorsPages = [
        "README", "install", "deploy", "control", "logs", "metrics", "execution", "containment",
        "drain-and-shutdown", "sizing", "security", "troubleshooting",
    ].map { "docs/operations/\($0).md" }

    @Test(
        arguments: documents + authorsPages + operatorsPages + [
            "docs/abi.md", "docs/configuration.md",
        ])
    func whatADocumentNamesExists(path: String) throws {
        let references = References(existing: try Repository.paths())
        let document = Document(try Repository.file(path))
        for offence in references.offences(in: document) { Issue.record("\(offence)") }
    }

    @Test(arguments: [
        "[here](docs/gone.md)", "see `Sources/Gone/`", "run `tools/gone --all`", "in `Gone.swift`",
    ])
    func noticesANameOfNothing(text: String) {
        let references = References(existing: ["README.md", "Sources", "tools/check"])
        #expect(references.offences(in: Document(path: "A.md", text: text)).count == 1)
    }

    @Test func theDrawingOfTheTwoLinesNamesFiles() throws {
        let document = Document(try Repository.file("ARCHITECTURE.md"))
        let drawing = try #require(document.blocks.first { $0.contains("Lifecycle/") })
        let words = drawing.matches(of: /[A-Z][A-Za-z0-9]*[A-Z+a-z0-9]*/).map { String($0.0) }
        let names = Set(
            try Repository.paths().compactMap { path in
                path.split(separator: "/").last.map {
                    String($0.hasSuffix(".swift") ? $0.dropLast(6) : $0)
                }
            })
        #expect(words.count > 20)
        #expect(words.filter { !names.contains($0) } == [])
    }

    @Test func theReadmeExplainsEveryEvent() throws {
        let documented = Set(Document(try Repository.file("README.md")).quoted)
        let names = [
            "Event+AccessLog", "Event+App", "Event+Control", "Event+Fault", "Event+Handover",
            "Event+Server",
        ]
        let events = try names.flatMap { name in
            try Repository.file("Sources/Runtime/Operations/\(name).swift").lines
                .joined(separator: "\n").matches(of: /[eE]vent\(\s*"(\w+)"/)
                .map { String($0.1) }
        }
        #expect(events.count > 20)
        #expect(Set(events).subtracting(documented) == [])
    }
}
