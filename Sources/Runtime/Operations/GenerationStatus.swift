/// What operators are told of one generation.
struct GenerationStatus: Sendable {
    enum State: String, CaseIterable, Sendable {
        case loading, serving, draining, unloading, parked, pinned
    }

    struct Drain: Sendable {
        let startMilliseconds: Int
        let timeoutMilliseconds: Int
        let activeAtStart: Int
    }

    let id: GenerationID
    var state: State
    var version: String
    var buildID: String?
    var unloadClass: String
    /// When it came into this state, in seconds since 1970.
    var sinceUnixSeconds: Int
    var drain: Drain?
    var reason: String?
    /// `nil` before its image is loaded.
    var image: GuardedImage?
    /// `nil` before `create` has succeeded.
    var generation: Generation?
    /// One an event loop, while it is published or drains.
    var shards: [LeaseShard] = []

    /// Leases held now.
    var active: Int { shards.reduce(0) { $0 + $1.held } }
}
