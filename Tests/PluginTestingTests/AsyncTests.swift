import PluginKit
import PluginTesting
import Testing

import class Foundation.Thread

/// An asynchronous handler, as an app's test sees it.
@Suite struct AsyncTests {
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

    /// Runs `body` on a thread of its own, for it waits for tasks: on one of theirs it would keep
    /// them from running.
    private func withApp(_ body: @escaping @Sendable (TestApp) -> Void) async {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                body(TestApp(Teller.self))
                continuation.resume()
            }
        }
    }

    private static let text = String(repeating: "0123456789", count: 250)

    @Test func aHandlerMaySuspendAndItsRequestIsACopy() async {
        await withApp { app in
            let response = app.send("PUT", "/yield?a=b", headers: [("x-a", "c")])
            #expect(response.text == "PUT a=b c")
        }
    }

    @Test func aBodyIsASequence() async {
        await withApp { app in
            #expect(app.send("POST", "/body", body: Self.text).text == Self.text)
            #expect(app.send("POST", "/echo", body: Self.text).text == ">" + Self.text)
        }
    }

    @Test func aBodyLargerThanAskedForIsAnError() async {
        await withApp { app in
            #expect(app.send("POST", "/body", body: Self.text + "!").status == 500)
            #expect(app.log == ["handle threw tooLong"])
        }
    }

    @Test func aSlowClientSuspendsTheWriter() async {
        await withApp { app in
            let response = app.get("/much")
            #expect(response.body.count == 200_000)
            #expect(response.pieceCount == 4)
        }
    }

    @Test func aCancelledCallCancelsItsTask() async {
        await withApp { app in
            let call = app.start("GET", "/forever")
            call.cancel(.timeout)
            #expect(call.finish().status == 504)
            #expect(app.log == [])
        }
    }

    @Test func aDrainEndsAStream() async {
        await withApp { app in
            let call = app.start("GET", "/events")
            #expect(call.waits(for: "begun"))
            app.drain()
            #expect(call.finish().text == "id: 1\ndata: begun\n\ndata: over\n\n")
        }
    }

    @Test func anErrorIsA500WithItsWordsInTheLog() async {
        await withApp { app in
            #expect(app.get("/fail").status == 500)
            #expect(app.log == ["handle threw on purpose"])
        }
    }
}
