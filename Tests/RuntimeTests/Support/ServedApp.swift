import Configuration
import NIOCore
import NIOPosix

@testable import Runtime

/// The request line with one loop and one app, over real sockets; the lifecycle is the test.
final class ServedApp {
    let reports = Recorder<EventLoopReport>()
    let ended = Recorder<GenerationID>()
    let port: LoopPort
    let shard: LeaseShard
    let listener: Listener
    let admission = Admission()
    private let loop: NIOLoopBoundBox<LoopState>
    private let group: MultiThreadedEventLoopGroup
    private let plugin: ScriptedPlugin
    private var tableNumber: UInt64 = 0

    init(
        _ plugin: ScriptedPlugin, isInline: Bool = true, maxBodyBytes: Int? = nil,
        limits: Limits = Limits()
    ) throws {
        self.plugin = plugin
        group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let eventLoop = group.next()
        let state = LoopState(
            eventLoop: eventLoop, limits: limits, admission: admission, counters: LoopCounters(),
            log: try Sample.log(), report: { [reports] in reports.add($0) })
        let box = NIOLoopBoundBox.makeBoxSendingValue(state, eventLoop: eventLoop)
        loop = box
        port = LoopPort(box)
        listener = try Listener.bind(host: "127.0.0.1", port: 0, group: group, loops: [box])
        shard = LeaseShard(
            generation: try Sample.generation(
                plugin, isInline: isInline, maxBodyBytes: maxBodyBytes),
            whenEnded: { [ended] in ended.add($0) })
        publish(.serving(shard))
        listener.open()
    }

    deinit {
        shard.generation.lanes.end()
        try? group.syncShutdownGracefully()
    }

    /// Routes every host to this; `nil` routes nothing.
    func publish(_ route: Route?, retiring shards: [LeaseShard] = []) {
        tableNumber += 1
        let routes = route.map { [(hosts: [String](), route: $0)] } ?? []
        port.adopt(
            RoutingTable(number: tableNumber, routes: routes, fallback: routes.isEmpty ? nil : 0),
            retiring: shards)
    }

    /// Lets this many seconds pass for the deadlines of the connections, all at one moment, which
    /// is over when this returns.
    func pass(seconds: Int) throws {
        try loop.eventLoop.submit { [loop] in
            for _ in 0..<seconds { loop.value.tick() }
        }.wait()
    }

    /// Waits until the loop has read what was sent before: it answers connections in the order in
    /// which the kernel reports them.
    func settle() throws {
        let last = try connect()
        last.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        _ = last.readToEnd()
    }

    func connect() throws -> Client { try Client(port: listener.port) }
}
