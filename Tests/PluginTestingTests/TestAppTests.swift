import PluginKit
import PluginTesting
import Testing

/// An app under test gets what was sent, and its test what a client would get.
@Suite struct TestAppTests {
    @Test func aRequestArrivesWhole() {
        let response = TestApp(Echo.self, environment: [("PREFIX", ">")]).send(
            "PUT", "/a?b=c", headers: [("X-Name", "value")], body: "body")
        #expect(response.status == 200)
        #expect(response.text == "> PUT /a b=c value body")
        #expect(response.header("content-TYPE") == "text/plain; charset=utf-8")
        #expect(response.header("Allow") == nil)
    }

    @Test func anAppThatCannotStartSaysWhyAndAnswers503() {
        let app = TestApp(Echo.self)
        #expect(!app.hasStarted)
        #expect(app.log == ["PREFIX is not set"])
        #expect(app.get("/").status == 503)
    }

    @Test func whatTheAppLogsIsKept() {
        let app = TestApp(Echo.self, environment: [("PREFIX", "")])
        _ = app.get("/log")
        #expect(app.log == ["asked for /log by test"])
    }

    @Test func anErrorIsA500WithItsWordsInTheLog() {
        let app = TestApp(Echo.self, environment: [("PREFIX", "")])
        #expect(app.get("/throw").status == 500)
        #expect(app.log == ["handle threw on purpose"])
    }

    @Test(arguments: ["/status", "/framing", "/value"])
    func whatTheRuntimeWouldNotSendIsA500(_ path: String) {
        #expect(TestApp(Echo.self, environment: [("PREFIX", "")]).get(path).status == 500)
    }
}
