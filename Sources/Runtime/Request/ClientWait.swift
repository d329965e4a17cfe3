// How long a client may keep its connection waiting. One value a connection, looked at once a
// second with all others of its loop: a slow client costs no timer of its own. Pure: the clock is
// the caller's, in whole seconds that only rise.

import Configuration

/// What a connection waits for its client to do, and since when.
struct ClientWait {
    enum Kind {
        /// The first byte of the next request.
        case request
        /// The rest of a head, from its first byte on: nothing that arrives extends it.
        case head
        /// The rest of a body, which must arrive at a rate.
        case body
        /// The end of the client's side, after the last response.
        case end
        /// Nothing: the app has the request.
        case nothing
    }

    private(set) var kind: Kind
    private var sinceSecond: UInt32
    /// What has arrived of a body since then.
    private var receivedByteCount = 0

    /// Begins to wait. The second under way does not count.
    init(for kind: Kind, at second: UInt32) {
        self.kind = kind
        sinceSecond = second
    }

    /// Bytes of a body have arrived.
    mutating func received(_ byteCount: Int) {
        receivedByteCount += byteCount
    }

    /// Whether the client has had its time. To be asked at the beginning of every second.
    mutating func isOver(at second: UInt32, _ limits: Limits) -> Bool {
        let seconds = Int(second) - Int(sinceSecond) - 1
        switch kind {
        case .request: return seconds >= limits.idleTimeoutSeconds
        case .head: return seconds >= limits.headTimeoutSeconds
        case .body: return isTooSlow(at: second, seconds, limits)
        case .end: return seconds >= limits.lingerTimeoutSeconds
        case .nothing: return false
        }
    }

    /// Begins the same wait again, for a time in which the client was busy with its responses.
    mutating func restart(at second: UInt32) {
        self = ClientWait(for: kind, at: second)
    }

    /// Judges each stretch of a body by itself: over the whole, a fast beginning would buy a long
    /// silence.
    private mutating func isTooSlow(at second: UInt32, _ seconds: Int, _ limits: Limits) -> Bool {
        guard seconds >= limits.bodyGraceSeconds else { return false }
        if receivedByteCount < limits.bodyBytesPerSecondMin * seconds { return true }
        // The next stretch begins where this one ends.
        self = ClientWait(for: .body, at: second - 1)
        return false
    }
}
