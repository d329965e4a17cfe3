import Synchronization
import TestSupport
import Testing

/// `Plugins/proxy-swift` before another server.
struct ProxyTests {
    @Test func whatTheUpstreamAnswersReachesTheClient() throws {
        let heads = Mutex<[String]>([])
        let upstream = try LoopbackServer { head in
            heads.withLock { $0.append(head) }
            return "HTTP/1.1 418 I'm a teapot\r\nContent-Type: text/tea\r\nX-Kind: green\r\n"
                + "Connection: close, X-Hop\r\nX-Hop: 1\r\nContent-Length: 3\r\n\r\ntea"
        }
        try withProxy(of: upstream.port) { server in
            let answer = try server.get("app", "/pot?size=2")
            #expect(answer.status == 418 && answer.text == "tea")
            #expect(answer["Content-Type"] == "text/tea" && answer["X-Kind"] == "green")
            #expect(answer["X-Hop"] == nil)
        }
        let head = try #require(heads.withLock { $0 }.first)
        #expect(head.hasPrefix("GET /pot?size=2 HTTP/1.1\r\n"))
        #expect(head.contains("X-Forwarded-For: 127.0.0.1\r\n"))
        #expect(head.contains("Via: 1.1 nano\r\n"))
    }

    @Test func anUpstreamThatIsGoneIsA502WithItsReason() throws {
        var upstream: LoopbackServer? = try LoopbackServer { _ in nil }
        let port = try #require(upstream?.port)
        upstream = nil
        try withProxy(of: port) { server in
            let answer = try server.get("app")
            #expect(answer.status == 502)
            #expect(answer.text == "the upstream server cannot be reached\n")
        }
    }

    @Test func anUpstreamThatIsSilentIsA504InTheTimeOfTheRequest() throws {
        let upstream = try LoopbackServer { _ in nil }
        try withProxy(of: upstream.port, timeoutMilliseconds: 200) { server in
            #expect(try server.get("app").status == 504)
            // The lane is back: it waits no longer than the client does.
            try server.plugins.remove("app")
            try server.events.next("app_unloaded", app: "app") { $0.unmapped == true }
        }
    }

    private func withProxy(
        of port: Int, timeoutMilliseconds: Int = 30_000, body: (ServerProcess) throws -> Void
    ) throws {
        let directory = try TestDirectory()
        try directory.plugins.configure(
            "app",
            """
            {"env": {"UPSTREAM": "http://127.0.0.1:\(port)"}, "timeout_ms": \(timeoutMilliseconds)}
            """)
        try directory.plugins.install(.proxy, as: "app")
        try withServer(in: directory, [directory.plugins.path], body: body)
    }
}
