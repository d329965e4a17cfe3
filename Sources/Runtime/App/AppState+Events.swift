extension AppState {
    /// What an app can meet.
    enum Event: Equatable, Sendable {
        /// A candidate has passed the pre-flight. There is no other.
        case staged(GenerationID, GenerationState.Origin)
        /// What faulted could not be staged again.
        case reloadFailed
        case loaded(GenerationID)
        case loadFailed(GenerationID)
        case created(GenerationID, ExtensionSet)
        case createFailed(GenerationID)
        case quiesced(GenerationID, isSuccess: Bool)
        case resumed(GenerationID)
        case saved(GenerationID, isSuccess: Bool)
        case restored(GenerationID, isSuccess: Bool)
        /// The operator removed the app, or the process shuts down.
        case removed
        /// The operator takes the app out of service, until another candidate is published.
        case takenOut
        case faulted(GenerationID, Incident)
        /// An inline handler has held up its event loop.
        case blocked(GenerationID, atMilliseconds: Int)
        /// All loops have taken up a table without it, and the last lease has ended.
        case leasesEnded(GenerationID)
        /// All its lanes have ended.
        case lanesEnded(GenerationID)
        /// An event loop's thread was written off inside its code.
        case strayed(GenerationID)
        /// Such a thread has left it.
        case strayReturned(GenerationID)
        case destroyed(GenerationID)
        /// The deadline of the phase it is in has passed.
        case deadline(GenerationID)
        /// The deadline of a call into a generation that serves has passed.
        case callDeadline(GenerationID)
        /// The image has left the process, or stays for good: either way it is done with.
        case closed(GenerationID)
    }

    /// What a fault means for the app.
    struct Incident: Equatable, Sendable {
        /// A thread is still inside: the generation may be closed when it has left.
        var isThreadInside = false
        /// A time that never goes back.
        var atMilliseconds: Int
        /// So many faults in a minute are answered by loading it afresh.
        var countMax: Int
    }

    /// What the lifecycle thread has to do.
    enum Action: Equatable, Sendable {
        case load(GenerationID)
        /// Run a function of the plugin on a thread of the generation, with the call deadline.
        case create(GenerationID)
        case quiesce(GenerationID)
        case resume(GenerationID)
        case save(GenerationID, HandoverStage)
        /// Restore what the other generation has saved last.
        case restore(GenerationID, from: GenerationID, HandoverStage)
        case destroy(GenerationID)
        /// The candidate is out; the app goes on as it was.
        case reject(GenerationID)
        /// Route new requests as `route` now says.
        case publish
        /// Stage the copy of the generation that faulted again.
        case reload
        /// Run the handlers on lanes from now on.
        case moveToLanes(GenerationID)
        /// Take the generation out of every loop and report when its leases have ended.
        case drain(GenerationID)
        /// Close the connections whose requests hold leases of it.
        case cut(GenerationID)
        case park(GenerationID)
        case endLanes(GenerationID)
        /// No lane begins another call, and none ends.
        case freezeLanes(GenerationID)
        /// It faulted and nobody uses it any more: it stays in the process for good.
        case pin(GenerationID)
        /// Close the image and verify that it left.
        case close(GenerationID)
        /// Nothing of the app is left.
        case forget
    }
}
