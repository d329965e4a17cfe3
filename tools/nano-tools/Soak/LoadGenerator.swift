// Keeps connections busy from one thread: each has one request under way at all times. Every
// answer is noted with its time, so that what happened while a swap was under way can be told from
// what happened beside it. A connection that ends is counted, and opened anew.
//
// Two other loads are in this repository, and neither serves here: Tests/ServeTests' gives up at
// the first lost connection and compares bodies, and Benchmarks' is a C program that the bench
// compiles, while this tool may be all that an author has.

import Glibc
import LinuxShims
import Synchronization
import SystemPackage

final class LoadGenerator: Sendable {
    let port: Int
    let request: [UInt8]
    let isHead: Bool
    private let answered = Atomic(0)
    /// The load signals when as many are answered.
    private let target = Atomic(Int.max)
    private let isStopping = Atomic(false)
    private let reached = linux_eventfd()
    private let report = Box(LoadReport())
    private let thread = Mutex<OwnedThread?>(nil)

    /// - Parameter host: the value of the Host field.
    init(port: Int, request: PluginRequest, host: String) {
        self.port = port
        isHead = request.method == "HEAD"
        let length =
            request.body.isEmpty ? "" : "Content-Length: \(request.body.utf8.count)\r\n"
        let head = "\(request.method) \(request.target) HTTP/1.1\r\nHost: \(host)\r\n\(length)\r\n"
        self.request = Array((head + request.body).utf8)
    }

    deinit { close(reached) }

    /// Opens the connections, and begins.
    func start(connections count: Int) throws {
        // Before the thread: a server that takes none is an error here.
        _ = try LoadConnection(port: port)
        let started = try OwnedThread("load") { [self] in report.value = run(count) }
        thread.withLock { $0 = started }
    }

    /// Waits until this many more requests have been answered.
    /// - Returns: `false` when the time is over, or the load has ended by itself.
    func awaitAnswers(_ count: Int, _ deadline: Deadline) -> Bool {
        linux_eventfd_clear(reached)
        let wanted = answered.load(ordering: .relaxed) + count
        target.store(wanted, ordering: .sequentiallyConsistent)
        defer { target.store(.max, ordering: .relaxed) }
        while answered.load(ordering: .sequentiallyConsistent) < wanted {
            guard !isStopped, deadline.waitToRead(reached) else {
                return false
            }
            linux_eventfd_clear(reached)
        }
        return true
    }

    /// Called by the load's thread for each answer.
    func countAnswer() {
        let count = answered.add(1, ordering: .sequentiallyConsistent).newValue
        if count == target.load(ordering: .sequentiallyConsistent) {
            linux_eventfd_signal(reached)
        }
    }

    /// No further request is to be sent.
    var isStopped: Bool { isStopping.load(ordering: .relaxed) }

    /// Called by the load's thread, last: nobody may wait for it any more.
    func end() {
        isStopping.store(true, ordering: .relaxed)
        linux_eventfd_signal(reached)
    }

    /// Ends the load when every request under way is answered.
    func stop() -> LoadReport {
        isStopping.store(true, ordering: .relaxed)
        thread.withLock { $0.take()?.join() }
        return report.value
    }
}
