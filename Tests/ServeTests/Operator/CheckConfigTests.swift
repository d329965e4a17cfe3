import Testing

/// `check-config`: what is wrong with a file, before a server reads it.
struct CheckConfigTests {
    @Test func everyErrorIsALineWithItsPlace() throws {
        let directory = try TestDirectory()
        try directory.write(
            #"{"prot": 1,\#n "apps": [{"name": "a", "path": "a.so", "threads": 0}]}"#,
            to: "nano.json")
        let file = directory.file("nano.json")
        let result = try CommandResult(["check-config", file])
        #expect(result.code == 1 && result.output.isEmpty)
        let lines = result.errors.split(separator: "\n")
        #expect(lines.count == 2)
        #expect(lines[0] == #"\#(file):1:2: unknown key "prot" (did you mean "port"?)"#)
        #expect(lines[1].hasPrefix("\(file):2:"))
        let json = try CommandResult(["check-config", file, "--json"])
        #expect(json.code == 1)
        #expect(json.output.contains(#""suggestion":"port""#))
    }

    @Test func aMissingPluginIsAWarning() throws {
        let directory = try TestDirectory()
        try directory.write(#"{"apps": [{"name": "a", "path": "a.so"}]}"#, to: "nano.json")
        let result = try CommandResult(["check-config", directory.file("nano.json")])
        #expect(result.code == 0)
        #expect(result.output == "\(directory.file("nano.json")): no errors\n")
        #expect(result.errors.contains("no such file: \(directory.file("a.so"))"))
    }

    @Test func whatHoldsIsPrintedWhole() throws {
        let directory = try TestDirectory()
        try directory.write(#"{"timeout_ms": 7}"#, to: "a.json")
        let result = try CommandResult([
            "check-config", directory.file("a.json"), "--app", "a", "--print-effective",
        ])
        #expect(result.code == 0)
        #expect(result.output.contains("\n  \"timeout_ms\": 7,\n"))
        #expect(result.output.contains("\n  \"hostnames\": [\"a\", \"a.localhost\"],\n"))
    }

    @Test func theExampleOfTheReferenceIsRight() throws {
        let page = try CommandResult(["configuration-reference"]).output
        let example = try #require(page.split(separator: "```json\n").last?.split(separator: "```"))
        let directory = try TestDirectory()
        try directory.write(String(example[0]), to: "nano.json")
        #expect(try CommandResult(["check-config", directory.file("nano.json")]).code == 0)
    }
}
