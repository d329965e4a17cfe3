import PluginKit
import PluginTesting
import Testing

/// An asynchronous handler, as an app's test sees it.
///
/// One at a time: a test waits on a thread of the pool that its handlers need, and the pool may
/// have two.
@Suite(.serialized) struct AsyncTests {
    /// Suspends, streams, reads or fails, as the path says.
    struct Teller: AsyncPlugin {
        static let version: StaticString = "1.0.0"
        static let body = BodyDelivery.streamed

        let host: Host
        init(host: Host) { self.host = host }

        func handle(_ request: AsyncRequest) async throws -> AsyncResponse {
            switch request.path {
            case "/yield":
                await Task.yield()
                return .text("\(request.method) \(request.query) \(request.header("X-A") ?? "")")
            case "/forever":
                // Ends when the task is cancelled.
                for await _ in AsyncStream<Void>.makeStream().stream {}
                try Task.checkCancellation()
                return .empty(.noContent)
            case "/body":
                return .init(.bytes(try await request.body.collect(upTo: 2_500)))
            case "/echo":
                return .stream(.text(">")) { stream in
                    for try await piece in request.body { try await stream.write(piece) }
                }
            case "/much":
                return .stream(.text("")) { stream in
                    try await stream.write([UInt8](repeating: 0, count: 200_000))
                }
            case "/events":
                return .stream(.bytes([], contentType: MediaType.eventStream)) { stream in
                    let drained = AsyncStream<Void>.makeStream()
                    stream.onDrain { drained.continuation.finish() }
                    try await stream.send(data: "begun", id: "1")
                    for await _ in drained.stream {}
                    try await stream.send(data: "over")
                }
            default: throw PluginFailure("on purpose")
            }
        }
    }

    let app = TestApp(Teller.self)
    let body = String(repeating: "0123456789", count: 250)

    @Test func aHandlerMaySuspendAndItsRequestIsACopy() {
        let response = app.send("PUT", "/yield?a=b", headers: [("x-a", "c")])
        #expect(response.text == "PUT a=b c")
    }

    @Test func aBodyIsASequence() {
        #expect(app.send("POST", "/body", body: body).text == body)
        #expect(app.send("POST", "/echo", body: body).text == ">" + body)
    }

    @Test func aBodyLargerThanAskedForIsAnError() {
        #expect(app.send("POST", "/body", body: body + "!").status == 500)
        #expect(app.log == ["handle threw tooLong"])
    }

    @Test func aSlowClientSuspendsTheWriter() {
        let response = app.get("/much")
        #expect(response.body.count == 200_000)
        #expect(response.pieceCount == 4)
    }

    @Test func aCancelledCallCancelsItsTask() {
        let call = app.start("GET", "/forever")
        call.cancel(.timeout)
        #expect(call.finish().status == 504)
        #expect(app.log == [])
    }

    @Test func aDrainEndsAStream() {
        let call = app.start("GET", "/events")
        #expect(call.waits(for: "begun"))
        app.drain()
        #expect(call.finish().text == "id: 1\ndata: begun\n\ndata: over\n\n")
    }

    @Test func anErrorIsA500WithItsWordsInTheLog() {
        #expect(app.get("/fail").status == 500)
        #expect(app.log == ["handle threw on purpose"])
    }
}
