import Glibc
import LinuxShims
import SystemPackage

extension LoadGenerator {
    /// The load's thread, until it is told to stop and the last requests are answered.
    func run(_ count: Int) -> LoadReport {
        var report = LoadReport()
        report.samples.reserveCapacity(1 << 16)
        var connections = (0..<count).map { _ in open() }
        while connections.contains(where: { $0 != nil }) {
            var entries = connections.map {
                pollfd(fd: $0?.descriptor ?? -1, events: Int16(POLLIN), revents: 0)
            }
            guard poll(&entries, nfds_t(count), Self.silenceMilliseconds) > 0 else { break }
            for place in connections.indices where entries[place].revents != 0 {
                turn(&connections[place], &report)
            }
        }
        report.lost += connections.count { $0 != nil }
        end()
        return report
    }

    /// When no connection has been answered for so long, what is under way is lost.
    private static let silenceMilliseconds: Int32 = 30_000

    /// A connection with a request under way; `nil` when no more is to be asked, or the server
    /// takes none.
    private func open() -> LoadConnection? {
        guard !isStopped, let connection = try? LoadConnection(port: port) else { return nil }
        connection.send(request)
        return connection
    }

    /// Takes what has come, and asks again.
    private func turn(_ connection: inout LoadConnection?, _ report: inout LoadReport) {
        switch connection?.turn(isHead: isHead) {
        case nil, .waiting:
            return
        case .ended:
            report.lost += 1
            connection = open()
        case .answered(let status, let keepsAlive):
            note(status, since: connection?.startNanoseconds ?? 0, &report)
            if !keepsAlive {
                report.closed += 1
                connection = open()
            } else if isStopped {
                connection = nil
            } else {
                connection?.send(request)
            }
        }
    }

    private func note(_ status: Int, since start: UInt64, _ report: inout LoadReport) {
        let now = Deadline.nowNanoseconds
        report.answered += 1
        if !(200...299).contains(status) { report.otherStatuses[status, default: 0] += 1 }
        if report.samples.count < LoadReport.samplesMax {
            report.samples.append(
                LoadSample(endNanoseconds: now, latencyNanoseconds: now - start))
        }
        countAnswer()
    }
}
