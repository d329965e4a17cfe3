import Glibc
import Testing

@testable import Runtime

/// Plugins that fault and hang, in the request line of one loop and one lane.
@Suite(.serialized, .timeLimit(.minutes(2))) struct ContainmentTests {
    private static let ok = "HTTP/1.1 200 OK"
    private static let refused = "HTTP/1.1 503 Service Unavailable"

    @Test(arguments: ["/fault", "/answered"], [true, false])
    func aFaultIsAnsweredAndPoisonsTheGeneration(path: String, isInline: Bool) throws {
        let app = try ContainedApp(isInline: isInline, timeoutMilliseconds: 5_000)
        #expect(try app.get("/") == Self.ok)
        #expect(try app.get(path)?.contains(" 502 ") == true)
        let fault = try #require(app.faults.waitFor(1).first)
        #expect(fault.kind == .signal(name: "SIGSEGV", address: 0))
        #expect(fault.function == "handle")
        #expect(fault.request == "GET \(path)")
        #expect(fault.place != nil)
        #expect(app.generation.isPoisoned)
        #expect(try app.get("/")?.contains(" 503 ") == true)
    }

    @Test(.enabled(if: !isSanitized), arguments: [true, false])
    func anExitIsAFault(isInline: Bool) throws {
        let app = try ContainedApp(isInline: isInline, timeoutMilliseconds: 5_000)
        #expect(try app.get("/exit")?.contains(" 502 ") == true)
        #expect(app.faults.waitFor(1).first?.kind == .exit(function: "exit", status: 7))
    }

    @Test func theConnectionGoesOnBehindAFault() throws {
        let app = try ContainedApp(isInline: true, timeoutMilliseconds: 5_000)
        let client = try app.connect()
        client.send(
            """
            GET / HTTP/1.1\r\nHost: app\r\n\r\nGET /fault HTTP/1.1\r\nHost: app\r\n\r\n\
            GET / HTTP/1.1\r\nHost: app\r\nConnection: close\r\n\r\n
            """)
        let responses = client.readToEnd().split(separator: "HTTP/1.1 ")
        #expect(responses.map { $0.prefix(3) } == ["200", "502", "503"])
    }

    @Test(arguments: [true, false])
    func aLoopInItsOwnCodeIsInterrupted(isInline: Bool) throws {
        let app = try ContainedApp(isInline: isInline, timeoutMilliseconds: 200)
        #expect(try app.get("/spin")?.contains(" 504 ") == true)
        let fault = try #require(app.faults.waitFor(1).first)
        guard case .hang(let milliseconds, isThreadInside: false) = fault.kind else {
            Issue.record("expected a hang that was interrupted, got \(fault)")
            return
        }
        #expect(milliseconds >= 200 || !isInline)
        #expect(try app.get("/")?.contains(" 503 ") == true)
    }

    @Test func aLoopGoesOnWithoutTheThreadThatDoesNotComeBack() throws {
        let app = try ContainedApp(isInline: true, timeoutMilliseconds: 200)
        let gate = try app.makeGate()
        let hung = app.generation
        let (idle, halfSent) = (try app.connect(), try app.connect())
        halfSent.send("GET / HTTP/1.1\r\nHo")
        #expect(try app.get("/block?\(gate)")?.contains(" 504 ") == true)
        try app.serveAfresh(2)

        idle.send("GET / HTTP/1.1\r\nHost: app\r\n\r\n")
        #expect(idle.readLine() == Self.ok)
        halfSent.send("st: app\r\n\r\n")
        #expect(halfSent.readLine() == Self.ok)

        // It returns, and finds that it is not wanted any more.
        close(open(gate, O_WRONLY))
        let stray = try #require(app.stray())
        #expect(stray.thread.join(withinMicroseconds: 10_000_000))
        #expect(app.reports.all.contains { $0.isHungInside(hung.id) })
        #expect(try app.get("/") == Self.ok)
    }

    @Test func noRequestEntersWhatAThreadIsStuckIn() throws {
        let app = try ContainedApp(isInline: true, timeoutMilliseconds: 200)
        let gate = try app.makeGate()
        #expect(try app.get("/block?\(gate)")?.contains(" 504 ") == true)
        #expect(try app.get("/") == Self.refused)
        #expect(app.generation.refusesRequests)
        #expect(!app.generation.isPoisoned)
        close(open(gate, O_WRONLY))
        #expect(app.stray() != nil)
        #expect(try app.get("/") == Self.refused)
    }

    @Test func aLoopLosesOneThreadAfterAnother() throws {
        let app = try ContainedApp(isInline: true, timeoutMilliseconds: 100)
        let gate = try app.makeGate()
        var hung: [GenerationID] = []
        for number in 2...4 {
            hung.append(app.generation.id)
            #expect(try app.get("/block?\(gate)")?.contains(" 504 ") == true)
            try app.serveAfresh(UInt64(number))
            #expect(try app.get("/") == Self.ok)
        }
        close(open(gate, O_WRONLY))
        for id in hung { #expect(app.reports.all.count { $0.isHungInside(id) } == 1) }
    }

    /// Answers to earlier requests are gone with the thread: an answer of ours would be taken for
    /// the first of them.
    @Test func aPipelineIsCutWhereItsThreadIsGivenUp() throws {
        let app = try ContainedApp(isInline: true, timeoutMilliseconds: 100)
        let gate = try app.makeGate()
        let client = try app.connect()
        client.send(
            "GET / HTTP/1.1\r\nHost: app\r\n\r\nGET /block?\(gate) HTTP/1.1\r\nHost: app\r\n\r\n")
        #expect(client.readToEnd() == "")
        #expect(try app.get("/") == Self.refused)
        close(open(gate, O_WRONLY))
    }

    @Test func aCallThatBlocksItsLoopForAWhileIsTold() throws {
        let app = try ContainedApp(isInline: true, timeoutMilliseconds: 0)
        let gate = try app.makeGate()
        let client = try app.connect()
        client.send("GET /block?\(gate) HTTP/1.1\r\nHost: app\r\n\r\n")
        guard case .blocked(let id, let milliseconds)? = app.reports.waitFor(1).first else {
            Issue.record("expected to be told of a blocked loop")
            return
        }
        #expect(id == app.generation.id)
        #expect(milliseconds >= CallWatch.blockedReportMilliseconds)
        close(open(gate, O_WRONLY))
        #expect(client.readLine() == Self.ok)
    }
}

/// Sanitizers interpose the same functions as we do, so that ours do nothing under them.
private let isSanitized = dlsym(nil, "__asan_init") != nil || dlsym(nil, "__tsan_init") != nil

extension WatchReport {
    fileprivate func isHungInside(_ id: GenerationID) -> Bool {
        guard case .hung(id, let fault) = self,
            case .hang(_, isThreadInside: true) = fault.kind
        else { return false }
        return true
    }
}

extension ContainedApp {
    /// The first thread that was given up, once it has returned.
    fileprivate func stray() -> StrayThread? {
        for count in 1...8 {
            let reports = reports.waitFor(count)
            guard let last = reports.last, case .strayReturned = last else { continue }
            return reports.lazy.compactMap {
                if case .strayed(_, let thread) = $0 { thread } else { nil }
            }.first
        }
        return nil
    }
}
