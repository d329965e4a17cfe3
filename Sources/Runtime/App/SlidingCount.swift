/// Counts what happened within the last minute, by times that the caller hands in.
struct SlidingCount: Equatable, Sendable {
    static let windowMilliseconds = 60_000

    private var times: [Int] = []

    /// How many there were in the minute before the last one, with it.
    var count: Int { times.count }

    /// - Parameter milliseconds: a time that never goes back.
    mutating func add(atMilliseconds milliseconds: Int) {
        times.removeAll { $0 <= milliseconds - Self.windowMilliseconds }
        times.append(milliseconds)
    }

    mutating func forget() {
        times = []
    }
}
