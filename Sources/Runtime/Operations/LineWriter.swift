// Lines on their way out: a bounded queue and a thread of its own, so that a full pipe, a stopped
// reader or a slow disk never holds up who writes them. What does not fit is dropped and counted.

/// Writes lines where a `LineOutput` says. Callable from every thread; never blocks for longer than
/// another call takes.
final class LineWriter: Sendable {
    private struct State {
        var pending: [UInt8] = []
        /// Dropped since lines were last taken out.
        var droppedCount = 0
        var lostCount = 0
        var isWriting = false
        var isToReopen = false
    }

    private static let pendingBytesMax = 1 << 20

    private let monitor = Monitor(State())

    /// Starts the writing thread, which never ends.
    /// - Parameters:
    ///   - thread: its name.
    ///   - output: used on that thread alone.
    ///   - notice: the lines that tell of so many dropped ones, in the place of those.
    init(
        _ thread: String, to output: any LineOutput,
        notice: @escaping @Sendable (_ droppedCount: Int) -> [UInt8] = { _ in [] }
    ) throws(ThreadError) {
        _ = try NamedThread(thread) { [self] in
            var output = output
            while true { write(to: &output, notice) }
        }
    }

    /// - Parameters:
    ///   - lines: whole ones.
    ///   - count: how many.
    func add(_ lines: [UInt8], count: Int = 1) {
        monitor.withLock { state in
            if state.pending.count + lines.count <= Self.pendingBytesMax {
                state.pending += lines
            } else {
                state.droppedCount += count
                state.lostCount += count
            }
        }
        monitor.broadcast()
    }

    /// All lines that were dropped, or that the output could not be given.
    var lostCount: Int { monitor.withLock { $0.lostCount } }

    /// Has the output opened again what it writes to, behind what is there now.
    func reopen() {
        monitor.withLock { $0.isToReopen = true }
        monitor.broadcast()
    }

    /// Waits until all lines are written, or until the time is over because nobody reads them.
    func flush(seconds: Double) {
        _ = monitor.wait(seconds: seconds) { state in
            state.pending.isEmpty && !state.isWriting ? true : nil
        }
    }

    private func write(to output: inout any LineOutput, _ notice: (Int) -> [UInt8]) {
        let work = monitor.wait { state -> State? in
            guard !state.pending.isEmpty || state.droppedCount > 0 || state.isToReopen else {
                return nil
            }
            defer {
                state.pending = []
                state.droppedCount = 0
                state.isToReopen = false
            }
            state.isWriting = true
            return state
        }
        guard let work else { return }
        let dropped = work.droppedCount > 0 ? notice(work.droppedCount) : []
        let lostCount = output.write(work.pending + dropped)
        if work.isToReopen { output.reopen() }
        monitor.withLock { state in
            state.isWriting = false
            state.lostCount += lostCount
        }
        monitor.broadcast()
    }
}
