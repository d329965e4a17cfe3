import Configuration
import Testing

@Suite struct AppEntryTests {
    private func entry(_ text: String) throws -> AppEntry {
        try AppEntry.parse(Array(text.utf8), file: "hello.json", name: AppName("hello"))
    }

    private func refusal(of text: String) -> String {
        do {
            return "accepted: \(try entry(text))"
        } catch {
            return "\(error)"
        }
    }

    @Test func aFileBesideThePluginTakesItsNameFromTheFile() throws {
        let entry = try entry(#"{"env": {"A": "1"}, "drain_timeout_s": 1.5}"#)
        #expect(entry.name.text == "hello")
        #expect(entry.path == nil)
        #expect(entry.environment["A"] == "1")
        #expect(entry.drainTimeoutSeconds == 1.5)
    }

    @Test func itMayRepeatTheName() throws {
        #expect(try entry(#"{"name": "hello"}"#) == AppEntry(name: AppName("hello")))
    }

    @Test func itMayNotGiveAnotherName() {
        #expect(
            refusal(of: #"{"name": "world"}"#)
                == #"hello.json:1:10: name: expected "hello", as in the file's name, "#
                + #"got the string "world""#)
    }

    @Test func itMayNotGiveAPath() {
        #expect(
            refusal(of: #"{"path": "x.so"}"#)
                == "hello.json:1:10: path: expected no path, for the plugin is hello.so beside "
                + "this file, got the string \"x.so\"")
    }

    @Test func hostnameAndHostnamesExcludeEachOther() {
        #expect(
            refusal(of: #"{"hostnames": ["a"], "hostname": "b"}"#)
                == "hello.json:1:34: hostname: expected hostname or hostnames, "
                + "got the string \"b\" (hostnames is given too)")
    }

    @Test func answersToItsNameUnlessItGivesHosts() throws {
        #expect(try entry("{}").effectiveHostnames.map(\.text) == ["hello", "hello.localhost"])
        #expect(
            try entry(#"{"hostname": "A.example"}"#).effectiveHostnames.map(\.text)
                == ["a.example"])
    }
}
