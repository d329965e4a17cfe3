import PluginKit
import PluginTesting
import Testing

/// Calls that are answered later, in pieces or never, as an app's test sees them.
@Suite struct DeferredTests {
    let app = TestApp(Relay.self)

    @Test func anAnswerWithinTheHandlerIsAnAnswer() {
        #expect(app.get("/now").text == "now")
    }

    @Test func aKeptCallIsAnsweredOnceByAnotherRequest() {
        let waiting = app.start("GET", "/wait")
        #expect(app.get("/wake").text == "1")
        #expect(waiting.finish().text == "woken")
    }

    @Test func aCancelledCallGoesToItsFunction() {
        let waiting = app.start("GET", "/wait")
        waiting.cancel(.timeout)
        #expect(waiting.finish().status == 504)
        #expect(app.log == ["cancelled: timeout"])
    }

    @Test func aCallThatIsDroppedIsA500() {
        #expect(app.get("/drop").status == 500)
        #expect(app.log == [])
    }

    @Test func anErrorDropsTheCallAndIsLogged() {
        #expect(app.get("/elsewhere").status == 500)
        #expect(app.log == ["handle threw failed"])
    }

    @Test func anAnswerThatBreaksARuleIsA500AndIsLogged() {
        #expect(app.get("/invalid").status == 500)
        #expect(app.log == ["a response breaks a rule of nano/response.h"])
    }

    @Test func aBodyIsReadWhileItsEchoIsSent() {
        let body = String(repeating: "0123456789", count: 250)
        let response = app.send("POST", "/echo", body: body)
        #expect(response.text == ">" + body)
        #expect(response.pieceCount == 3)
    }

    @Test func aBodyIsReadWithoutWaiting() {
        let body = String(repeating: "0123456789", count: 250)
        #expect(app.send("POST", "/gather", body: body).text == body)
    }

    @Test func aSlowClientIsWaitedForWithoutAThread() {
        let response = app.get("/much")
        #expect(response.body.count == 200_000)
        #expect(response.pieceCount == 4)
        #expect(!response.isCutOff)
    }

    @Test func aDrainEndsAStreamThatHasNoEnd() {
        let call = app.start("GET", "/events")
        #expect(call.waits(for: "data: b\n\n"))
        app.drain()
        let response = call.finish()
        #expect(response.text == "event: tick\nid: 1\ndata: a\ndata: b\n\n")
        #expect(response.header("Content-Type") == "text/event-stream")
        #expect(!response.isCutOff)
    }

    @Test func aClientThatLeavesCutsAStreamOff() {
        let call = app.start("GET", "/events")
        call.cancel()
        #expect(call.finish().isCutOff)
    }

    @Test func aStreamKeepsToItsContentLength() {
        #expect(app.get("/long").text == "123")
        #expect(app.log == ["tooLong"])
        #expect(app.get("/short").isCutOff)
    }
}
