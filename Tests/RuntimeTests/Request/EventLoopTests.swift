import Configuration
import Glibc
import Sockets
import Testing

@testable import Runtime

/// The turns of a loop, and who is told what. The loop runs on the test's thread.
@Suite struct EventLoopTests {
    private let loop: EventLoop

    init() throws {
        loop = try EventLoop(
            "loop", port: LoopPort(), limits: Limits(), admission: Admission(),
            counters: LoopCounters(),
            log: try Sample.log(), report: { _ in })
    }

    /// Takes a connection in.
    /// - Returns: the client's end.
    private func open() throws -> CInt {
        var descriptors: [CInt] = [-1, -1]
        try #require(socketpair(AF_UNIX, CInt(SOCK_STREAM.rawValue), 0, &descriptors) == 0)
        _ = fcntl(descriptors[0], F_SETFL, O_NONBLOCK)
        let peer = SocketAddress(ip: SocketAddress.IP(high: 0, low: 1), port: 1)
        loop.open(Socket(owning: descriptors[0]), peer: peer)
        return descriptors[1]
    }

    /// Runs the loop for one turn: what is posted now is the first that it finds.
    private func turn(_ task: @escaping EventLoop.Task) {
        loop.port.post { loop in
            task(loop)
            loop.stop()
        }
        loop.run()
    }

    @Test func whatWasReportedOfAConnectionThatHasClosedReachesNobody() throws {
        let client = try open()
        let id = try #require(loop.connections.all.first).id
        let successor = Recorder<ConnectionID>()
        let port = loop.port
        let other = try open()
        // Both are reported in one batch, behind the task: the closed one as broken.
        port.post { loop in
            loop.connections[id]?.close()
            guard let heir = try? Self.descriptorPair() else { return }
            loop.open(Socket(owning: heir.server), peer: .init(ip: .init(high: 0, low: 1), port: 2))
            successor.add(loop.connections.all.map(\.id).first { $0.place == id.place } ?? id)
            loop.stop()
        }
        close(client)
        close(other)
        loop.run()
        let heir = try #require(successor.all.first)
        #expect(heir.place == id.place && heir.generation == id.generation + 1)
        #expect(loop.connections[id] == nil)
        #expect(loop.connections[heir] != nil)
        #expect(loop.connections.all.count == 1)
    }

    private static func descriptorPair() throws -> (server: CInt, client: CInt) {
        var descriptors: [CInt] = [-1, -1]
        try #require(socketpair(AF_UNIX, CInt(SOCK_STREAM.rawValue), 0, &descriptors) == 0)
        _ = fcntl(descriptors[0], F_SETFL, O_NONBLOCK)
        return (descriptors[0], descriptors[1])
    }

    @Test func tasksAreCarriedOutInTheOrderTheyWerePosted() {
        let order = Recorder<Int>()
        for number in 0..<100 { loop.port.post { _ in order.add(number) } }
        turn { _ in order.add(100) }
        #expect(order.all == Array(0...100))
    }

    @Test func aTaskOfAnotherThreadWakesTheLoop() throws {
        let port = loop.port
        _ = try NamedThread("poster") { port.post { $0.stop() } }
        loop.run()
    }

    @Test func aConnectionBeyondTheLimitsIsRefusedAndNotKept() throws {
        var limits = Limits()
        limits.connectionCountMax = 1
        loop.adopt(limits)
        let (first, second) = (try open(), try open())
        defer { for client in [first, second] { close(client) } }
        #expect(loop.connections.all.count == 1)
        var byte: UInt8 = 0
        #expect(recv(second, &byte, 1, 0) == 0)
    }
}
