import OutgoingHTTP
import TestSupport
import Testing

/// Requests to a server in this process. Whatever hangs ends by its own timeout.
@Suite(.timeLimit(.minutes(5))) struct OutgoingClientTests {
    private let client = OutgoingClient()

    private func send(_ request: OutgoingRequest) async throws -> OutgoingResponse {
        try await withCheckedThrowingContinuation { continuation in
            do {
                _ = try client.start(request) { continuation.resume(with: $0) }
            } catch {
                continuation.resume(throwing: error)
            }
        }
    }

    private func failure(_ request: OutgoingRequest) async -> OutgoingError.Kind? {
        do {
            _ = try await send(request)
            return nil
        } catch {
            return (error as? OutgoingError)?.kind
        }
    }

    @Test func sendsARequestAndGivesTheWholeResponse() async throws {
        let server = try LoopbackServer { request in
            let isAsExpected =
                request.hasPrefix("PUT / HTTP/1.1\r\n") && request.contains("X-One: 1\r\n")
                && request.contains("Content-Length: 2\r\n")
            return isAsExpected
                ? "HTTP/1.1 201 Created\r\nX-Two: 2\r\nContent-Length: 5\r\n\r\nhello"
                : "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"
        }
        var request = OutgoingRequest(url: server.url)
        request.method = "PUT"
        request.headers = [("X-One", "1")]
        request.body = [1, 2]
        let response = try await send(request)
        #expect(response.status == 201)
        #expect(response.headers.contains { $0.name == "X-Two" && $0.value == "2" })
        #expect(response.body == Array("hello".utf8))
    }

    @Test func endsWhenTheTimeIsOver() async throws {
        let server = try LoopbackServer { _ in nil }
        var request = OutgoingRequest(url: server.url)
        request.timeoutMilliseconds = 50
        #expect(await failure(request) == .timeout)
    }

    @Test func takesNoBodyLargerThanAskedFor() async throws {
        let body = String(repeating: "b", count: 1_001)
        let server = try LoopbackServer { request in
            request.hasPrefix("GET /chunked")
                ? "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3e9\r\n\(body)\r\n0\r\n\r\n"
                : "HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\n\(body)"
        }
        var request = OutgoingRequest(url: server.url)
        request.bodyBytesMax = 1_000
        #expect(await failure(request) == .tooLarge)
        request.url = server.url + "chunked"
        #expect(await failure(request) == .tooLarge)
        request.bodyBytesMax = 1_001
        #expect(try await send(request).body.count == 1_001)
    }

    @Test func saysWhenNobodyListens() async throws {
        var server: LoopbackServer? = try LoopbackServer { _ in nil }
        let url = try #require(server?.url)
        server = nil
        #expect(await failure(OutgoingRequest(url: url)) == .connect)
    }

    @Test func saysWhenAHostHasNoAddress() async {
        let request = OutgoingRequest(url: "http://no-such-host.invalid/")
        #expect(await failure(request) == .name)
    }

    @Test func saysWhenTheServerSpeaksNoTLS() async throws {
        let server = try LoopbackServer(greeting: "220 ready\r\n") { _ in nil }
        let request = OutgoingRequest(url: "https://127.0.0.1:\(server.port)/")
        #expect(await failure(request) == .tls)
    }

    @Test(arguments: ["HELLO\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nshort", ""])
    func saysWhenWhatComesIsNoHTTP(answer: String) async throws {
        let server = try LoopbackServer { _ in answer }
        #expect(await failure(OutgoingRequest(url: server.url)) == .broken)
    }

    @Test func followsRedirectsOnlyWhenAsked() async throws {
        let server = try LoopbackServer { request in
            request.hasPrefix("GET /there")
                ? "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
                : "HTTP/1.1 302 Found\r\nLocation: /there\r\nConnection: close\r\n"
                    + "Content-Length: 0\r\n\r\n"
        }
        var request = OutgoingRequest(url: server.url)
        #expect(try await send(request).status == 302)
        request.followsRedirects = true
        #expect(try await send(request).status == 200)
    }

    @Test(arguments: ["", "nothing", "ftp://127.0.0.1/", "http+unix://a/b", "http:///"])
    func refusesOtherURLs(url: String) {
        #expect(throws: OutgoingError.self) {
            try client.start(OutgoingRequest(url: url)) { _ in }
        }
    }

    @Test func aCancelledRequestEndsAtOnceAndIsTold() async throws {
        let (asked, isAsked) = AsyncStream<Void>.makeStream()
        let server = try LoopbackServer { _ in
            isAsked.yield()
            return nil
        }
        let (outcomes, outcome) = AsyncStream<OutgoingError.Kind?>.makeStream()
        var request = OutgoingRequest(url: server.url)
        request.timeoutMilliseconds = 600_000
        let exchange = try client.start(request) { result in
            if case .failure(let error) = result { outcome.yield(error.kind) }
            outcome.finish()
        }
        for await _ in asked { break }
        exchange.cancel()
        exchange.cancel()
        for await kind in outcomes { #expect(kind == .cancelled) }
        withExtendedLifetime(server) {}
    }

    @Test func aRequestCancelledBeforeItIsSentIsTold() async throws {
        let server = try LoopbackServer { _ in nil }
        let kind: OutgoingError.Kind? = await withCheckedContinuation { continuation in
            let exchange = try? client.start(OutgoingRequest(url: server.url)) { result in
                if case .failure(let error) = result { continuation.resume(returning: error.kind) }
            }
            exchange?.cancel()
        }
        #expect(kind == .cancelled)
    }

    @Test func requestsThatOutliveTheirClientEnd() async throws {
        let server = try LoopbackServer { _ in "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n" }
        var client: OutgoingClient? = OutgoingClient()
        let status: Int? = await withCheckedContinuation { continuation in
            _ = try? client?.start(OutgoingRequest(url: server.url)) { result in
                continuation.resume(returning: (try? result.get())?.status)
            }
            client = nil
        }
        #expect(status == 200)
    }
}
