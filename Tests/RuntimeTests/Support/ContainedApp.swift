import Configuration
import Glibc
import PluginHosting
import Testing

@testable import Runtime

/// A compiled plugin behind one event loop, watched, over real sockets. Requests choose by their
/// path what goes wrong; "/" is answered.
///
/// Its image stays: nobody here closes it.
final class ContainedApp {
    let faults = Recorder<Fault>()
    let reports = Recorder<WatchReport>()
    let generation: Generation
    private let directory: TemporaryDirectory
    private let port = LoopPort()
    private let watchdog: Watchdog
    private let listener: Listener

    private static let source = CompiledPlugin.source(
        """
        #include <fcntl.h>
        #include <stdlib.h>
        #include <string.h>
        static char *volatile nowhere;
        static int is(nano_bytes path, const char *text) {
            return path.count == strlen(text) && memcmp(path.data, text, path.count) == 0;
        }
        static void wait_for(nano_bytes gate) {
            char path[256] = {0};
            memcpy(path, gate.data, gate.count < 255 ? gate.count : 255);
            close(open(path, O_RDONLY));
        }
        """,
        handle: """
            if (is(q->path, "/fault")) { *nowhere = 1; }
            if (is(q->path, "/answered")) {
                nano_respond(r, 200, NANO_LITERAL("text/plain"), ANSWER);
                *nowhere = 1;
            }
            if (is(q->path, "/exit")) { exit(7); }
            if (is(q->path, "/spin")) { for (volatile int round = 0;; round++) { } }
            if (is(q->path, "/block")) { wait_for(q->query); }
            return nano_respond(r, 200, NANO_LITERAL("text/plain"), ANSWER);
            """)

    init(isInline: Bool, timeoutMilliseconds: Int) throws {
        directory = try TemporaryDirectory()
        let path = try directory.write("plugin.so", try CompiledPlugin.bytes(Self.source))
        let number = UInt64.random(in: 1 << 40..<1 << 41)
        let image = try Loader.load(path, owner: number)
        let guarded = GuardedImage(GenerationID(number), app: "contained", base: image.base) {
            [faults] in faults.add($0)
        }
        watchdog = Watchdog { [reports] in reports.add($0) }
        var limits = AppLimits()
        limits.timeoutMilliseconds = timeoutMilliseconds
        generation = try Sample.generation(
            PluginInstance(functions: image.functions, app: nil, guarded: guarded),
            isInline: isInline, limits: limits,
            lanes: Lanes(owner: GenerationID(number), laneCountMax: 1, watchdog: watchdog) {})
        try watchdog.start()
        try EventLoop.start(
            "loop", port: port, limits: Limits(), admission: Admission(),
            counters: LoopCounters(), log: try Sample.log(), watchdog: watchdog
        ) { _ in }
        listener = try Listener(host: "127.0.0.1", port: 0, loops: [port])
        let shard = LeaseShard(generation: generation) { _ in }
        port.adopt(
            RoutingTable(number: 1, routes: [(hosts: [], route: .serving(shard))], fallback: 0),
            retiring: [])
        listener.open()
    }

    deinit {
        watchdog.stop()
        generation.lanes.freeze()
        port.post { $0.stop() }
    }

    /// The response's first line to a request on a connection of its own.
    func get(_ path: String) throws -> String? {
        let client = try connect()
        client.send("GET \(path) HTTP/1.1\r\nHost: app\r\n\r\n")
        return client.readLine()
    }

    func connect() throws -> Client { try Client(port: listener.port) }

    /// A FIFO, which a request for "/block" waits on until it is opened for writing.
    func makeGate() throws -> String {
        let path = directory.file("gate")
        try #require(mkfifo(path, 0o600) == 0)
        return path
    }
}
