/// Where calls come from: the event loop that is told what becomes of one that does not answer at
/// once.
struct CallOrigin: Sendable {
    let port: LoopPort
    /// Of the same loop.
    let drain: DrainFlag
    /// Of the one call that runs on a lane; `nil` for calls on the loop, which get a number when
    /// they are deferred.
    var number: CallNumber?
}
