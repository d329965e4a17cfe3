public import ControlAPI

/// How far a drain is: what is in flight now, of what was when it began.
public struct DrainProgress: Equatable, Sendable {
    public var active: Int
    public var activeAtStart: Int
    public var oldestMilliseconds: Int?
    /// Until what is in flight is cut.
    public var leftMilliseconds: Int

    public init(active: Int, drain: DrainReport) {
        self.active = active
        activeAtStart = drain.activeAtStart
        oldestMilliseconds = drain.oldestMilliseconds
        leftMilliseconds = drain.leftMilliseconds
    }

    /// Of all that drain at once: the sums, the oldest, and the last to be cut. Nil where none
    /// drains.
    public init?(_ generations: [GenerationReport]) {
        let all = generations.compactMap { generation in
            generation.drain.map {
                DrainProgress(active: generation.activeConnections, drain: $0)
            }
        }
        guard var sum = all.first else { return nil }
        for other in all.dropFirst() {
            sum.active += other.active
            sum.activeAtStart += other.activeAtStart
            sum.oldestMilliseconds = [sum.oldestMilliseconds, other.oldestMilliseconds]
                .compactMap { $0 }.max()
            sum.leftMilliseconds = max(sum.leftMilliseconds, other.leftMilliseconds)
        }
        self = sum
    }

    /// `3 of 8 in flight, oldest 12 s, cut in 18 s`.
    public var text: String {
        let oldest = oldestMilliseconds.map {
            active == 0 ? "" : ", oldest \(Quantity.age(milliseconds: $0))"
        }
        let left =
            leftMilliseconds > 0
            ? ", cut in \(Quantity.age(milliseconds: leftMilliseconds))" : ", time is up"
        return "\(Quantity.count(active)) of \(Quantity.count(activeAtStart)) in flight"
            + (oldest ?? "") + (active == 0 ? "" : left)
    }

    /// `[#####-----] 3 of 8 in flight…`: what has ended of what there was.
    /// - Parameter width: that of the terminal, in columns.
    public func bar(width: Int) -> String {
        let barWidth = max(0, min(30, width - text.count - 3))
        guard barWidth >= 5 else { return String(text.prefix(width)) }
        let ended = max(0, activeAtStart - active)
        let filled = activeAtStart == 0 ? barWidth : ended * barWidth / activeAtStart
        return "[" + String(repeating: "#", count: filled)
            + String(repeating: "-", count: barWidth - filled) + "] " + text
    }
}
