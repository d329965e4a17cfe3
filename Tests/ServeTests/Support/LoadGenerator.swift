import Foundation
import Synchronization

/// Keeps connections busy from one thread: each has one request under way at all times, and none
/// is ever opened again.
final class LoadGenerator: Sendable {
    private struct Progress {
        var report = LoadReport()
        var hasEnded = false
    }

    private let request: [UInt8]
    private let answerSecondsMax: Double
    private let isStopping = Atomic(false)
    private let progress = Mutex(Progress())
    private let changed = NSCondition()

    /// Starts at once.
    /// - Parameter answerSecondsMax: how long any answer may take: the longest pause.
    init(
        port: Int, connections: Int, host: String, answerSecondsMax: Double = Patience.seconds
    ) throws {
        self.answerSecondsMax = answerSecondsMax
        request = Array("GET / HTTP/1.1\r\nHost: \(host)\r\n\r\n".utf8)
        let descriptors = try (0..<connections).map { _ in try LoopbackSocket.connect(port: port) }
        Thread { [self] in run(descriptors) }.start()
    }

    /// Waits until this many more responses have come: load is on the server now.
    func awaitResponses(_ count: Int) throws {
        let start = progress.withLock { $0.report.total }
        try wait("\(count) more responses") {
            $0.report.total >= start + count || !$0.report.connectionErrors.isEmpty
        }
    }

    /// Ends the load when every response under way has come.
    func stop() throws -> LoadReport {
        isStopping.store(true, ordering: .relaxed)
        try wait("the last responses") { $0.hasEnded }
        return progress.withLock { $0.report }
    }

    private func wait(_ what: String, until isDone: (Progress) -> Bool) throws {
        let end = Date(timeIntervalSinceNow: Patience.seconds)
        changed.lock()
        defer { changed.unlock() }
        while !progress.withLock({ isDone($0) }) {
            guard changed.wait(until: end) else {
                throw TestFailure("expected \(what), got \(progress.withLock { $0.report })")
            }
        }
    }

    private func update(_ change: (inout Progress) -> Void) {
        progress.withLock { change(&$0) }
        changed.lock()
        changed.broadcast()
        changed.unlock()
    }

    private func run(_ descriptors: [Int32]) {
        var clients = descriptors.map { LoadClient(descriptor: $0) }
        for place in clients.indices { ask(&clients[place]) }
        while clients.contains(where: \.isWaiting) {
            var entries = clients.map {
                pollfd(fd: $0.isWaiting ? $0.descriptor : -1, events: Int16(POLLIN), revents: 0)
            }
            let patience = clients.filter(\.isWaiting).map(\.patience.milliseconds).min() ?? 0
            guard poll(&entries, nfds_t(entries.count), patience) > 0 else { break }
            for place in clients.indices where entries[place].revents != 0 {
                turn(&clients[place])
            }
        }
        for client in clients { close(client.descriptor) }
        let unanswered = clients.count { $0.isWaiting }
        update {
            if unanswered > 0 { $0.report.connectionErrors.append("\(unanswered) not answered") }
            $0.hasEnded = true
        }
    }

    private func ask(_ client: inout LoadClient) {
        client.patience = Patience(seconds: answerSecondsMax)
        client.send(request)
    }

    /// Takes what has come, and asks again.
    private func turn(_ client: inout LoadClient) {
        do {
            guard let response = try client.receive() else { return }
            update { $0.report.responses[response, default: 0] += 1 }
            client.isWaiting = !isStopping.load(ordering: .relaxed)
            if client.isWaiting { ask(&client) }
        } catch {
            client.isWaiting = false
            update { $0.report.connectionErrors.append("\(error)") }
        }
    }
}
