import ControlAPI
import ControlClient
import TestSupport
import Testing

/// The client against answers of a server's, over TCP.
@Suite struct ControlClientTests {
    func answering<Value: Sendable>(
        _ status: String, _ body: String, token: String? = nil,
        to requests: @escaping @Sendable (String) -> Void = { _ in },
        ask: (ControlClient) async throws -> Value
    ) async throws -> Value {
        let server = try LoopbackServer { request in
            requests(request)
            return "HTTP/1.1 \(status)\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
        }
        return try await asking(.url(server.url, token: token)) { client in
            defer { withExtendedLifetime(server) {} }
            return try await ask(client)
        }
    }

    func asking<Value: Sendable>(
        _ place: ControlPlace, _ ask: (ControlClient) async throws -> Value
    ) async throws -> Value {
        let client = ControlClient(place)
        let result: Result<Value, any Error>
        do {
            result = .success(try await ask(client))
        } catch {
            result = .failure(error)
        }
        await client.shutdown()
        return try result.get()
    }

    @Test func anAnswerIsItsValue() async throws {
        let body = String(decoding: try ControlJSON.encode(Sample.app()), as: UTF8.self)
        let app = try await answering("200 OK", body) { try await $0.app("hello") }
        #expect(app == Sample.app())
    }

    @Test func theTokenAndTheNameAreSent() async throws {
        let (requests, continuation) = AsyncStream<String>.makeStream()
        _ = try? await answering("404 Not Found", "{}", token: "secret") {
            continuation.yield($0)
        } ask: {
            try await $0.reload("a/b")
        }
        let request = try #require(await requests.first { _ in true })
        #expect(request.hasPrefix("POST /apps/a%2Fb/reload HTTP/1.1\r\n"))
        #expect(request.lowercased().contains("authorization: bearer secret\r\n"))
    }

    @Test func aRefusalIsOneLine() async throws {
        let report = #"{"error":"Not Found","detail":"no app \"x\""}"#
        let error = await #expect(throws: ControlClientError.self) {
            try await answering("404 Not Found", report) { try await $0.app("x") }
        }
        #expect(error.map { "\($0)" } == #"Not Found: no app "x""#)
    }

    @Test func whatIsNoRuntimeIsTold() async throws {
        let error = await #expect(throws: ControlClientError.self) {
            try await answering("500 Oops", "<html>") { try await $0.status() }
        }
        #expect("\(try #require(error))".contains("got status 500"))
        let nonsense = await #expect(throws: ControlClientError.self) {
            try await answering("200 OK", "{}") { try await $0.status() }
        }
        #expect("\(try #require(nonsense))".contains("expected a StatusReport"))
    }

    @Test func nobodyThereIsUnreachable() async throws {
        let error = await #expect(throws: ControlClientError.self) {
            try await asking(.socket(path: "/nowhere/control.sock")) { try await $0.status() }
        }
        guard case .unreachable(let reason)? = error else {
            Issue.record("expected unreachable, got \(String(describing: error))")
            return
        }
        #expect(reason.hasPrefix("/nowhere/control.sock: No such file or directory: expected"))
    }

    @Test func eventsAreTakenUpBehindTheLastOne() async throws {
        let (requests, continuation) = AsyncStream<String>.makeStream()
        let server = try LoopbackServer { request in
            continuation.yield(String(request.prefix { $0 != "\r\n" }))
            let body = request.contains("after=5") ? "" : "id: 5\nevent: app_loaded\ndata: {}\n\n"
            return "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n\(body)"
        }
        let names = try await asking(.url(server.url, token: nil)) { client in
            var names: [String] = []
            for try await event in client.events(app: "a b") { names.append(event.name) }
            return names
        }
        continuation.finish()
        #expect(names == ["app_loaded"])
        var lines: [String] = []
        for await line in requests { lines.append(line) }
        #expect(
            lines == [
                "GET /events?app=a%20b HTTP/1.1", "GET /events?after=5&app=a%20b HTTP/1.1",
            ])
    }
}
