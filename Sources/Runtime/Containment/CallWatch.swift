// When a call is told as blocking its event loop, interrupted, or given up. A pure value, one for
// each watched thread: no clock, thread or signal is in it. `Watchdog` looks, and carries out what
// this decides.

/// What the watchdog knows of one thread, from look to look.
struct CallWatch {
    /// Whose thread it is.
    enum Kind: Equatable, Sendable {
        /// It must not be held up, and its calls have a limit of their own.
        case loop
        /// Its calls are overdue when somebody says so.
        case lane
    }

    enum Step: Equatable {
        /// The call held up its event loop for this long.
        case blocked(GenerationID, milliseconds: Int)
        case interrupt(number: UInt64, waitedMilliseconds: Int)
        case writeOff(number: UInt64, waitedMilliseconds: Int)
    }

    /// An inline call that takes this long is told as blocking its loop,
    static let blockedMilliseconds = 100
    /// when it ends, or after this long at the latest.
    static let blockedReportMilliseconds = 1_000
    /// How long an overdue call is interrupted again and again before its thread is given up. A
    /// loop has other connections waiting; a lane has only its own request, answered by then.
    static func patienceMilliseconds(of kind: Kind) -> Int { kind == .loop ? 50 : 10_000 }

    private struct Call {
        let view: CallView
        let sinceMilliseconds: Int
        var lastMilliseconds: Int
        var wasReported = false
        var overdueMilliseconds: Int?
    }

    let kind: Kind
    private var call: Call?

    init(_ kind: Kind) {
        self.kind = kind
    }

    /// Whether a call was running at the last look.
    var isBusy: Bool { call != nil }
    /// Whether it was overdue.
    var isOverdue: Bool { call?.overdueMilliseconds != nil }

    /// Takes up what was seen at `now`, a time in milliseconds that never goes back.
    /// - Parameter isDeclaredOverdue: somebody has said so of the running call.
    mutating func look(
        _ view: CallView, isDeclaredOverdue: Bool = false, at now: Int
    ) -> [Step] {
        let steps = end(unless: view)
        guard view.isRunning else { return steps }
        var call = self.call ?? Call(view: view, sinceMilliseconds: now, lastMilliseconds: now)
        call.lastMilliseconds = now
        defer { self.call = call }
        return steps + goesOn(&call, isDeclaredOverdue, now)
    }

    /// The call seen last has ended, if this is another one or none. It was running for as long as
    /// it was seen at least.
    private mutating func end(unless view: CallView) -> [Step] {
        guard let call, !view.isRunning || view.number != call.view.number else { return [] }
        self.call = nil
        return blocked(call)
    }

    private func blocked(_ call: Call) -> [Step] {
        let milliseconds = call.lastMilliseconds - call.sinceMilliseconds
        guard kind == .loop, !call.wasReported, milliseconds >= Self.blockedMilliseconds else {
            return []
        }
        return [.blocked(call.view.owner, milliseconds: milliseconds)]
    }

    private func goesOn(_ call: inout Call, _ isDeclaredOverdue: Bool, _ now: Int) -> [Step] {
        let waited = now - call.sinceMilliseconds
        var steps: [Step] = []
        if waited >= Self.blockedReportMilliseconds {
            steps += blocked(call)
            call.wasReported = true
        }
        let limit = call.view.limitMilliseconds
        let isOverLimit = kind == .loop && limit > 0 && waited >= limit
        guard isOverLimit || isDeclaredOverdue else { return steps }
        let since = call.overdueMilliseconds ?? now
        call.overdueMilliseconds = since
        let number = call.view.number
        return steps + [
            now - since < Self.patienceMilliseconds(of: kind)
                ? .interrupt(number: number, waitedMilliseconds: waited)
                : .writeOff(number: number, waitedMilliseconds: waited)
        ]
    }
}
