/// A call that has not answered at once, as its event loop knows it: it runs on a lane, or its
/// plugin has deferred it. It holds the request's lease for as long as the plugin may use it, which
/// may be longer than there is a client.
///
/// Belongs to its event loop.
final class PendingCall {
    let number: CallNumber
    let generation: Generation
    /// How the request has its response framed.
    let frame: ResponseFrame
    /// The request, as the plugin sees it.
    let request: CallFrame
    /// When the request began, on the monotonic clock.
    let startNanoseconds: Int
    private var lease: AppLease?
    /// Who waits for the answer; `nil` once nobody does, or it is whole.
    private(set) var connection: ConnectionID?
    /// Why nobody waits.
    private(set) var cancelReason: CancelReason?
    /// When its response is to have begun, on the loop's clock.
    var deadlineMilliseconds = Int.max
    /// Its handler runs on a lane.
    var isOnLane = false
    /// Once the plugin has deferred it.
    private(set) var deferred: DeferredCall?
    /// A response has begun.
    var hasBegun = false
    private var isCut = false

    init(
        _ number: CallNumber, _ lease: consuming AppLease, _ connection: ConnectionID,
        _ frame: ResponseFrame, _ request: CallFrame, startNanoseconds: Int
    ) {
        self.number = number
        generation = lease.shard.generation
        self.lease = consume lease
        self.connection = connection
        self.frame = frame
        self.request = request
        self.startNanoseconds = startNanoseconds
    }

    /// Whether nothing is left to be done for it.
    var isOver: Bool {
        if isCut { return deferred?.isOver ?? true }
        return !isOnLane && connection == nil && (deferred?.isOver ?? true)
    }

    /// The plugin has deferred it.
    func becomes(_ call: DeferredCall) {
        deferred = call
        if let cancelReason { call.cancel(cancelReason, isGone: true) }
        if lease?.shard.isRetired == true { call.drain() }
    }

    /// The answer is whole.
    func answered() {
        connection = nil
    }

    /// Nobody waits for the answer any more.
    func cancel(_ reason: CancelReason) {
        connection = nil
        cancelReason = cancelReason ?? reason
        deferred?.cancel(reason, isGone: true)
    }

    /// The drain's deadline has passed: the lease ends with what the plugin is told of that.
    func cut() {
        isCut = true
        connection = nil
        cancelReason = cancelReason ?? .drain
        deferred?.cut()
    }
}
