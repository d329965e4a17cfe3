/// The pending deadlines of the lifecycle thread, by what they are for. A pure value.
struct Deadlines<Key: Hashable> {
    private var times: [Key: Int] = [:]

    /// - Parameter milliseconds: a time of `MonotonicClock`.
    mutating func set(_ key: Key, at milliseconds: Int) {
        times[key] = milliseconds
    }

    /// Sets it unless it is set for an earlier time already.
    mutating func setEarliest(_ key: Key, at milliseconds: Int) {
        times[key] = min(times[key] ?? .max, milliseconds)
    }

    mutating func cancel(_ key: Key) {
        times[key] = nil
    }

    func isSet(_ key: Key) -> Bool {
        times[key] != nil
    }

    var next: Int? { times.values.min() }

    /// Removes and returns what is due, earliest first.
    mutating func takeDue(at now: Int) -> [Key] {
        let due = times.filter { $0.value <= now }.sorted { $0.value < $1.value }.map(\.key)
        for key in due { times[key] = nil }
        return due
    }
}
