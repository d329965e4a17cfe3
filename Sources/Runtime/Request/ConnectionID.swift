/// Names one connection of one event loop; never used again for another.
struct ConnectionID: Hashable, Sendable {
    /// Its place in the loop's table.
    let place: UInt32
    /// Which of the connections that had that place it is, counted from 1.
    let generation: UInt32

    init(place: UInt32, generation: UInt32) {
        self.place = place
        self.generation = generation
    }

    /// As `epoll` gives it back. At least 2^32: smaller ones are the loop's own.
    var token: UInt64 { UInt64(generation) << 32 | UInt64(place) }

    init(token: UInt64) {
        self.init(
            place: UInt32(truncatingIfNeeded: token), generation: UInt32(token >> 32))
    }
}
