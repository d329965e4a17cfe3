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
    private(set) var generation: Generation
    private let image: PluginImage
    private let isInline: Bool
    private let timeoutMilliseconds: Int
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
        (self.image, self.isInline) = (image, isInline)
        self.timeoutMilliseconds = timeoutMilliseconds
        watchdog = Watchdog { [reports] in reports.add($0) }
        generation = try Self.generation(
            number, image, isInline, timeoutMilliseconds, watchdog, faults)
        try watchdog.start()
        try EventLoop.start(
            "loop", port: port, limits: Limits(), admission: Admission(),
            counters: LoopCounters(), log: try Sample.log(), watchdog: watchdog
        ) { _ in }
        listener = try Listener(host: "127.0.0.1", port: 0, loops: [port])
        publish(1)
        listener.open()
    }

    private static func generation(
        _ number: UInt64, _ image: PluginImage, _ isInline: Bool, _ timeoutMilliseconds: Int,
        _ watchdog: Watchdog, _ faults: Recorder<Fault>
    ) throws -> Generation {
        let id = GenerationID(number)
        let guarded = GuardedImage(id, app: "contained", base: image.base) { faults.add($0) }
        var limits = AppLimits()
        limits.timeoutMilliseconds = timeoutMilliseconds
        return try Sample.generation(
            PluginInstance(functions: image.functions, app: nil, guarded: guarded),
            isInline: isInline, limits: limits,
            lanes: Lanes(owner: id, laneCountMax: 1, watchdog: watchdog) {})
    }

    private func publish(_ number: UInt64) {
        let shard = LeaseShard(generation: generation) { _ in }
        port.adopt(
            RoutingTable(
                number: number, routes: [(hosts: [], route: .serving(shard))], fallback: 0),
            retiring: [])
    }

    /// Routes requests to another generation, as the lifecycle does behind a hang; of the same
    /// image.
    func serveAfresh(_ number: UInt64) throws {
        generation = try Self.generation(
            generation.id.number + 1, image, isInline, timeoutMilliseconds, watchdog, faults)
        publish(number)
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
