import Testing

extension DeferredHarnessTests {
    /// Embedded Swift has neither locks nor existentials: what PluginKit does without them.
    @Test func aDeferringPluginInEmbeddedSwiftAnswersInPieces() async throws {
        try await expectPass(
            "Countdown.swift",
            """
            import PluginKit

            @main
            struct Countdown: DeferringPlugin {
                static let version: StaticString = "1.0.0"
                static let body = BodyDelivery.streamed

                let host: Host
                init(host: Host) { self.host = host }

                func handle(
                    _ request: borrowing Request, _ call: consuming Call
                ) throws(CallError) {
                    guard request.path == "/count" else {
                        return call.whenReadable { call in
                            guard let piece = try? call.read() else { return }
                            call.respond(.bytes(piece))
                        }
                    }
                    let stream = try call.begin(.text("3, "))
                    try stream.write("2, ")
                    try stream.send(data: "1")
                    stream.end()
                }
            }
            """,
            """
            @testable import App
            import PluginKit
            import PluginTesting

            @main
            enum CountdownTests: PluginTests {
                static func run(_ tests: TestRun) {
                    tests.test("counts") { test in
                        let response = TestApp(Countdown.self).get("/count")
                        test.expect(response.text, "3, 2, data: 1\\n\\n")
                        test.expect(response.pieceCount, 2)
                    }
                    tests.test("is cancelled") { test in
                        let app = TestApp(Countdown.self)
                        let call = app.start("POST", "/", body: "body")
                        call.cancel()
                        test.expect(call.finish().status, 500)
                    }
                }
            }
            """)
    }
}
