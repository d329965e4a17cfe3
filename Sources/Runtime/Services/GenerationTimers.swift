/// The timers of one generation: `nano/timer.h`.
///
/// Callable from every thread.
final class GenerationTimers: Sendable {
    typealias Function = PluginCallback<@convention(c) (UnsafeMutableRawPointer?) -> Void>

    static let countMax = 10_000
    static let delayMillisecondsMax = 366 * 86_400_000

    enum StartError: Error, Equatable {
        case ended
        case tooMany
        case noThread
    }

    private struct State {
        var pending: [UInt64: Function] = [:]
        var isEnded = false
    }

    private let queue: TimerQueue
    private let gate: CallbackGate
    private let guarded: GuardedImage
    private let state = Monitor(State())

    init(_ guarded: GuardedImage, queue: TimerQueue, gate: CallbackGate) {
        self.guarded = guarded
        self.queue = queue
        self.gate = gate
    }

    /// How many have neither begun nor been cancelled.
    var count: Int { state.withLock { $0.pending.count } }

    /// Calls `function` on a lane after the delay.
    /// - Parameter announce: gets the timer's number before it can run.
    func start(
        afterMilliseconds delay: Int, _ function: Function, announce: (UInt64) -> Void
    ) throws(StartError) {
        let number = try add(function)
        announce(number)
        if delay == 0 {
            gate.submit { [self] in run(number) }
            return
        }
        do {
            try queue.schedule(number, afterMilliseconds: delay) { [weak self] in
                guard let self else { return }
                gate.submit { self.run(number) }
            }
        } catch {
            _ = take(number)
            throw .noThread
        }
    }

    /// - Returns: whether the function will not run.
    func cancel(_ number: UInt64) -> Bool {
        // First of all whether it is this generation's.
        guard take(number) != nil else { return false }
        queue.cancel(number)
        return true
    }

    /// None begins from here on.
    func end() {
        let numbers = state.withLock { state in
            state.isEnded = true
            defer { state.pending = [:] }
            return Array(state.pending.keys)
        }
        for number in numbers { queue.cancel(number) }
    }

    private func add(_ function: Function) throws(StartError) -> UInt64 {
        let number = queue.nextNumber()
        try state.withLock { state throws(StartError) in
            if state.isEnded { throw .ended }
            guard state.pending.count < Self.countMax else { throw .tooMany }
            state.pending[number] = function
        }
        return number
    }

    private func take(_ number: UInt64) -> Function? {
        state.withLock { $0.pending.removeValue(forKey: number) }
    }

    /// On a lane.
    private func run(_ number: UInt64) {
        take(number)?.call(in: guarded, "timer")
    }
}
