/// What is known of one generation.
struct GenerationState: Equatable, Sendable {
    enum Phase: Equatable, Sendable {
        /// Its private copy passed the pre-flight; the image is being loaded.
        case staged
        /// The image is loaded; waits until the serving generation has quiesced.
        case loaded
        /// `create` runs.
        case creating
        /// `create` succeeded; takes over the state of the serving generation.
        case created
        /// New requests reach it.
        case serving
        /// No new lease is granted; waits for the held ones.
        case draining
        /// No lease is held: lanes end, the last of its state goes over, then `destroy` runs.
        case drained
        /// A deadline passed with a thread still inside its code; waits for that thread.
        case parked
        /// It faulted: never called again and never closed. Waits for its leases.
        case poisoned
        /// `dlclose` and verification are under way.
        case closing
    }

    /// Where a candidate comes from.
    enum Origin: Equatable, Sendable {
        /// A file with contents of its own.
        case newFile
        /// The contents that serve, under other settings.
        case sameFile
        /// The copy of a generation that faulted.
        case afresh
    }

    /// A function of the plugin on a thread of the generation. There is one at a time.
    enum Call: Equatable, Sendable {
        case create, quiesce, resume, save, restore, destroy
    }

    /// The threads on which its handlers run.
    enum LaneState: Equatable, Sendable {
        case none, running, ending
    }

    /// What has changed in its state since another generation took it over.
    enum Remainder: Equatable, Sendable {
        case none
        /// To be saved when nothing changes it any more.
        case due
        /// Saved, to be restored into the generation that serves.
        case saved
    }

    var phase = Phase.staged
    var origin = Origin.newFile
    var extensions: ExtensionSet = []
    /// A table on some loop may still grant or hold a lease.
    var mayBeLeased = false
    var lanes = LaneState.none
    /// Threads of event loops that were written off inside its code.
    var strayCount = 0
    /// The call that is under way.
    var call: Call?
    /// The deadline of `call` has passed.
    var isOverdue = false
    /// `create` succeeded, and `destroy` has not been started.
    var needsDestroy = false
    /// The operator removed the app before this candidate was ready: it is never published.
    var isAbandoned = false
    /// It hung with a thread inside, and was told as parked.
    var isHung = false

    /// It has given up what is exclusive.
    var isQuiesced = false
    /// The serving generation was asked to quiesce for this candidate.
    var hasAskedToQuiesce = false
    /// The serving generation's state lies ready for this candidate.
    var hasState = false
    /// It began with the state of the generation before it.
    var isRestored = false
    var remainder = Remainder.none

    /// Whether it is on its way to be published, as far as it can tell.
    var isCandidate: Bool {
        guard !isAbandoned else { return false }
        switch phase {
        case .staged, .loaded, .creating, .created: return true
        case .serving, .draining, .drained, .parked, .poisoned, .closing: return false
        }
    }
}
