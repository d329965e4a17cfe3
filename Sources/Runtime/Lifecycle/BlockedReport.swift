/// Thins out the reports of one app's calls that hold up an event loop: each may come with every
/// request.
struct BlockedReport {
    private static let quietMilliseconds = 1_000

    private var quietUntilMilliseconds = Int.min
    private var count = 0

    /// - Returns: how many calls this report stands for; `nil` where it comes too soon after the
    ///   last one, and is counted with the next.
    mutating func add(atMilliseconds now: Int) -> Int? {
        count += 1
        guard now >= quietUntilMilliseconds else { return nil }
        quietUntilMilliseconds = now + Self.quietMilliseconds
        defer { count = 0 }
        return count
    }
}
