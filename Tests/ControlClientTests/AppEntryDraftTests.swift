import ControlAPI
import ControlClient
import Testing

@Suite struct AppEntryDraftTests {
    @Test func theCommandLineGoesOverTheFile() throws {
        var draft = try AppEntryDraft(
            json: Array(
                #"{"path": "a.so", "hostname": "x", "timeout_ms": 1.5, "threads": 2}"#.utf8),
            file: "a.json")
        #expect(draft.path == "a.so")
        draft.setPath("/srv/a.so")
        draft.setName("b")
        draft.setHostnames(["y", "z"])
        #expect(
            String(decoding: draft.json, as: UTF8.self) == """
                {"hostnames":["y","z"],"name":"b","path":"/srv/a.so","threads":2,"timeout_ms":1.5}
                """)
    }

    @Test(arguments: ["", "[]", "{", "\"path\""])
    func whatIsNoObjectIsRefused(json: String) {
        #expect {
            try AppEntryDraft(json: Array(json.utf8), file: "a.json")
        } throws: {
            "\($0)".hasPrefix("a.json: expected a JSON object")
        }
    }
}
