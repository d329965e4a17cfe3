/// One request that holds a lease of a generation, as operators are told of it.
struct HeldRequest: Sendable {
    enum Phase: Sendable {
        /// The client has not sent the whole body.
        case readingBody
        /// Its handler waits for a lane, or runs on one.
        case handlerOnLane
        /// The plugin has deferred its answer.
        case deferred
        /// Its response has begun and is not whole.
        case streaming
        /// Its response waits for its client to take it.
        case writing
    }

    let method: String
    /// Without the query, which may hold secrets; its first 256 bytes.
    let path: String
    /// Address and port.
    let client: String
    let ageMilliseconds: Int
    let phase: Phase
    /// The event loop that has it.
    let loop: String
}
