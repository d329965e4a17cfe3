import Testing

/// Plugins whose answers would break the stream: the client gets a 500, the stream stays whole, and
/// the log names the app and the reason.
struct InvalidAnswerTests {
    @Test(arguments: InvalidAnswer.all)
    func anAnswerThatBreaksTheRulesIsA500AndTheConnectionGoesOn(answer: InvalidAnswer) throws {
        try withServer(["app": answer.plugin, "other": .hello(1)]) { server in
            let client = try server.connect()
            for host in ["app", "other", "app", "other"] {
                try client.request("POST", host: host, body: answer.requestBody)
            }
            for _ in 0..<2 {
                let response = try client.receive()
                #expect(response.status == 500)
                #expect(response["Set-Cookie"] == nil)
                #expect(response.text == #"{"error":"The app failed to answer"}"#)
                #expect(try client.receive().text == "v1")
                let invalid = try server.events.next("app_response_invalid", app: "app")
                #expect(invalid.reason == answer.reason)
            }
        }
    }

    @Test func theSecondOfTwoAnswersIsRefusedAndTheFirstCounts() throws {
        try withServer(["app": FixturePlugin("two-answers.c")]) { server in
            let client = try server.connect()
            for _ in 0..<2 { #expect(try client.answer(host: "app").text == "first") }
        }
    }
}
