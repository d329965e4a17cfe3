import OutgoingHTTP
import Synchronization

/// The requests of one generation to other servers: `nano/http_client.h`.
///
/// Callable from every thread.
final class GenerationHTTP: Sendable {
    typealias Outcome = Result<OutgoingResponse, OutgoingError>

    enum StartError: Error {
        case ended
        case tooMany
        /// Nobody waits for what would come of it.
        case cancelled
        /// The request cannot be sent.
        case request
    }

    private struct Pending {
        /// Whether `receive` is called on a lane, rather than where the outcome comes in.
        let isForLane: Bool
        let receive: @Sendable (Outcome) -> Void
        /// Of the call on whose behalf it is, if it is a deferred one's.
        let cancellation: Cancellation?
        var cancellationNumber: UInt64 = 0
        var exchange: OutgoingExchange?
        var isCancelled = false
    }

    private struct State {
        var pending: [UInt64: Pending] = [:]
        var isEnded = false
    }

    private static let last = Atomic<UInt64>(0)

    private let app: AppHTTP
    private let gate: CallbackGate
    private let state = Monitor(State())

    init(app: AppHTTP, gate: CallbackGate) {
        self.app = app
        self.gate = gate
    }

    /// How many requests have not been handed back.
    var count: Int { state.withLock { $0.pending.count } }

    /// Sends a request.
    /// - Parameters:
    ///   - cancellation: of the deferred call on whose behalf it is.
    ///   - announce: gets the request's number before `receive` can be called.
    ///   - receive: called once on a lane, unless the generation drains first.
    func start(
        _ request: OutgoingRequest, on cancellation: Cancellation? = nil,
        announce: (UInt64) -> Void,
        receive: @escaping @Sendable (Outcome) -> Void
    ) throws(StartError) {
        let number = try add(Pending(isForLane: true, receive: receive, cancellation: cancellation))
        announce(number)
        try send(request, number)
    }

    /// Sends a request and waits for what comes of it.
    func perform(
        _ request: OutgoingRequest, on cancellation: Cancellation? = nil
    ) throws(StartError) -> Outcome {
        let outcome = Monitor<Outcome?>(nil)
        let receive: @Sendable (Outcome) -> Void = { received in
            outcome.withLock { $0 = received }
            outcome.signal()
        }
        let number = try add(
            Pending(isForLane: false, receive: receive, cancellation: cancellation))
        try send(request, number)
        // Without a bound of its own: the request has one, and its end is always told.
        return outcome.wait { $0 } ?? .failure(OutgoingError(.cancelled, "nothing was told"))
    }

    /// Ends a request early; it is told as cancelled.
    /// - Returns: `false` if it has been handed back, or never was.
    func cancel(_ number: UInt64) -> Bool {
        let pending = state.withLock { state in
            state.pending[number]?.isCancelled = true
            return state.pending[number]
        }
        pending?.exchange?.cancel()
        return pending != nil
    }

    /// Cancels all requests, and starts no more. Lanes are handed none of them; threads that wait
    /// come back, and `perform` goes on working, for `destroy`.
    func end() {
        let numbers = state.withLock { state in
            state.isEnded = true
            return Array(state.pending.keys)
        }
        for number in numbers { _ = cancel(number) }
    }

    private func add(_ pending: Pending) throws(StartError) -> UInt64 {
        if pending.cancellation?.isCancelled == true { throw .cancelled }
        let number = Self.last.wrappingAdd(1, ordering: .relaxed).newValue
        try state.withLock { state throws(StartError) in
            if state.isEnded && pending.isForLane { throw .ended }
            state.pending[number] = pending
        }
        return number
    }

    private func send(_ request: OutgoingRequest, _ number: UInt64) throws(StartError) {
        guard let client = app.begin() else {
            _ = take(number)
            throw .tooMany
        }
        do {
            let exchange = try client.start(request) { [self] outcome in
                app.finished()
                received(outcome, number)
            }
            keep(exchange, number)
        } catch {
            app.finished()
            _ = take(number)
            throw .request
        }
    }

    /// It may have been cancelled already, or be over.
    private func keep(_ exchange: OutgoingExchange, _ number: UInt64) {
        let pending = state.withLock { state in
            state.pending[number]?.exchange = exchange
            return state.pending[number]
        }
        guard let pending else { return }
        if pending.isCancelled { exchange.cancel() }
        guard let cancellation = pending.cancellation else { return }
        let work = cancellation.add { [weak self] in _ = self?.cancel(number) }
        let isPending = state.withLock { state in
            state.pending[number]?.cancellationNumber = work
            return state.pending[number] != nil
        }
        if !isPending { cancellation.remove(work) }
    }

    private func take(_ number: UInt64) -> Pending? {
        let pending = state.withLock { $0.pending.removeValue(forKey: number) }
        if let pending { pending.cancellation?.remove(pending.cancellationNumber) }
        return pending
    }

    /// On the thread of outgoing requests.
    private func received(_ outcome: Outcome, _ number: UInt64) {
        let isForLane = state.withLock { $0.pending[number]?.isForLane ?? false }
        guard isForLane else {
            take(number)?.receive(outcome)
            return
        }
        let isOpen = gate.submit { [self] in take(number)?.receive(outcome) }
        if !isOpen { _ = take(number) }
    }
}
