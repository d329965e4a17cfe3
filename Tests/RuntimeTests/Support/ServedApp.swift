import Configuration
import Testing

@testable import Runtime

/// The request line with one loop and one app, over real sockets; the lifecycle is the test.
final class ServedApp {
    let reports = Recorder<EventLoopReport>()
    let ended = Recorder<GenerationID>()
    let port: LoopPort
    let shard: LeaseShard
    let listener: Listener
    let admission = Admission()
    let counters = LoopCounters()
    private let plugin: ScriptedPlugin
    private var tableNumber: UInt64 = 0

    init(
        _ plugin: ScriptedPlugin, isInline: Bool = true, streamsBody: Bool = false,
        maxBodyBytes: Int? = nil,
        timeoutMilliseconds: Int = 0, limits: Limits = Limits()
    ) throws {
        self.plugin = plugin
        var appLimits = AppLimits()
        appLimits.timeoutMilliseconds = timeoutMilliseconds
        port = LoopPort()
        try EventLoop.start(
            "loop", port: port, limits: limits, admission: admission, counters: counters,
            log: try Sample.log(), report: { [reports] in reports.add($0) })
        listener = try Listener(host: "127.0.0.1", port: 0, loops: [port])
        shard = LeaseShard(
            generation: try Sample.generation(
                plugin, isInline: isInline, streamsBody: streamsBody, maxBodyBytes: maxBodyBytes,
                limits: appLimits),
            whenEnded: { [ended] in ended.add($0) })
        publish(.serving(shard))
        listener.open()
    }

    /// What counts the app's requests.
    var meter: AppMeter { shard.meter }

    deinit {
        // Nothing of the plugin's is called once this is gone.
        shard.generation.lanes.end()
        _ = shard.generation.lanes.join(withinMicroseconds: 10_000_000)
        let stopped = Recorder<Int>()
        port.post { loop in
            loop.stop()
            stopped.add(1)
        }
        _ = stopped.waitFor(1)
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
        let passed = Recorder<Int>()
        port.post { loop in
            for _ in 0..<seconds { loop.tick() }
            passed.add(seconds)
        }
        try #require(passed.waitFor(1) == [seconds])
    }

    /// Has the time of all calls be over, which they are told when this returns.
    func passCallDeadlines() throws {
        let passed = Recorder<Int>()
        port.post { loop in
            loop.checkCallDeadlines(at: MonotonicClock.milliseconds + 2_000_000)
            passed.add(1)
        }
        try #require(passed.waitFor(1) == [1])
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
