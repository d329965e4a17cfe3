import OutgoingHTTP
import Synchronization
import TestSupport
import Testing

@testable import Runtime

/// One generation's requests to other servers, against a server in this process.
@Suite struct GenerationHTTPTests {
    typealias Outcome = GenerationHTTP.Outcome

    private let ended = Recorder<String>()
    private let gate = CallbackGate(timers: TimerQueue())
    private let app = AppHTTP()
    private let http: GenerationHTTP
    private let lanes: Lanes
    private let received = Recorder<String>()

    init() {
        http = GenerationHTTP(app: app, gate: gate)
        lanes = Lanes(owner: GenerationID(9)) { [ended] in ended.add("ended") }
    }

    /// A request whose own time is never over.
    private func request(_ url: String) -> OutgoingRequest {
        var request = OutgoingRequest(url: url)
        request.timeoutMilliseconds = 600_000
        return request
    }

    private func start(_ url: String) throws -> UInt64 {
        var number: UInt64 = 0
        try http.start(
            request(url), announce: { number = $0 },
            receive: { [received] in received.add(Self.text($0)) })
        return number
    }

    private static func text(_ outcome: Outcome) -> String {
        switch outcome {
        case .success(let response): "\(response.status)"
        case .failure(let error): "\(error.kind)"
        }
    }

    private func endLanes() {
        gate.close()
        http.end()
        lanes.end()
        #expect(ended.waitFor(1) == ["ended"])
        #expect(lanes.join(withinMicroseconds: 10_000_000))
    }

    private static let ok = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"

    @Test func handsTheResponseToALaneOnceTheGenerationServes() throws {
        let server = try LoopbackServer { _ in Self.ok }
        _ = try start(server.url)
        #expect(try Self.text(http.perform(OutgoingRequest(url: server.url))) == "200")
        #expect(received.all == [])
        gate.open(lanes)
        #expect(received.waitFor(1) == ["200"])
        #expect(http.count == 0)
        endLanes()
    }

    @Test func aCancelledRequestIsHandedBackAsSuch() throws {
        let server = try LoopbackServer { _ in nil }
        gate.open(lanes)
        let number = try start(server.url)
        #expect(http.cancel(number))
        #expect(received.waitFor(1) == ["cancelled"])
        #expect(!http.cancel(number))
        endLanes()
    }

    @Test func atTheEndLanesThatWaitComeBackAndNothingMoreIsHandedOut() throws {
        let asked = Recorder<Int>()
        let server = try LoopbackServer { _ in
            asked.add(1)
            return nil
        }
        gate.open(lanes)
        _ = try start(server.url)
        let url = server.url
        let patient = request(server.url)
        _ = lanes.submit { [http, received] in
            let outcome = try? http.perform(patient)
            received.add("performed: \(outcome.map(Self.text) ?? "nothing")")
        }
        #expect(asked.waitFor(2).count == 2)
        endLanes()
        #expect(received.all == ["performed: cancelled"])
        #expect(throws: GenerationHTTP.StartError.ended) { try start(url) }
    }

    @Test func destroyMayStillAskAndWait() throws {
        let server = try LoopbackServer { _ in Self.ok }
        http.end()
        #expect(try Self.text(http.perform(OutgoingRequest(url: server.url))) == "200")
    }

    @Test func anAppHasSoManyRequestsUnderWay() throws {
        let server = try LoopbackServer { _ in nil }
        for _ in 0..<AppHTTP.countMax { _ = try start(server.url) }
        #expect(throws: GenerationHTTP.StartError.tooMany) { try start(server.url) }
        let other = GenerationHTTP(app: AppHTTP(), gate: gate)
        gate.open(lanes)
        try other.start(
            OutgoingRequest(url: "http://127.0.0.1:0/"), announce: { _ in },
            receive: { [received] in received.add(Self.text($0)) })
        #expect(received.waitFor(1) == ["connect"])
        endLanes()
    }

    @Test func aRequestThatCannotBeSentCountsForNothing() throws {
        #expect(throws: GenerationHTTP.StartError.request) { try start("gopher://127.0.0.1/") }
        #expect(app.count == 0 && http.count == 0)
    }

    @Test func aRequestEndsWithTheCallOnWhoseBehalfItIs() throws {
        let server = try LoopbackServer { _ in nil }
        let cancellation = Cancellation()
        gate.open(lanes)
        try http.start(
            request(server.url), on: cancellation, announce: { _ in },
            receive: { [received] in received.add(Self.text($0)) })
        cancellation.cancel()
        #expect(received.waitFor(1) == ["cancelled"])
        #expect(throws: GenerationHTTP.StartError.cancelled) {
            try http.perform(request(server.url), on: cancellation)
        }
        endLanes()
    }
}
