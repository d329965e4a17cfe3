import Testing

@testable import Configuration

/// An app that is added to a running server.
@Suite struct AddedEntryTests {
    private func parse(_ text: String) throws -> AppEntry {
        try AppEntry.parse(added: Array(text.utf8))
    }

    @Test func theNameIsTheFilesUnlessItIsGiven() throws {
        #expect(try parse(#"{"path":"/srv/hello.so"}"#).name.text == "hello")
        #expect(try parse(#"{"path":"hello.so"}"#).name.text == "hello")
        let entry = try parse(#"{"path":"/srv/hello.so","name":"other","threads":3}"#)
        #expect(entry.name.text == "other")
        #expect(entry.path == "/srv/hello.so")
        #expect(entry.limits.laneCountMax == 3)
    }

    @Test(arguments: ["", "{", "hello", #"{"path":"a.so"} x"#])
    func whatIsNoJSONIsToldApart(text: String) {
        let error = #expect(throws: AddedEntryError.self) { try parse(text) }
        guard case .notJSON = error else {
            Issue.record("expected notJSON, got \(String(describing: error))")
            return
        }
    }

    @Test(arguments: [
        ("[]", ""), ("{}", "path"), (#"{"path":"/srv/hello"}"#, "name"),
        (#"{"path":"/srv/.so"}"#, "name"), (#"{"path":"a.so","thread":3}"#, ""),
        (#"{"path":"a.so","threads":"3"}"#, "threads"),
    ])
    func whatIsNoEntryIsRefusedWithItsPlace(text: String, place: String) {
        let error = #expect(throws: AddedEntryError.self) { try parse(text) }
        guard case .refused(let refused) = error else {
            Issue.record("expected refused, got \(String(describing: error))")
            return
        }
        #expect(refused.keyPath == place)
    }
}
