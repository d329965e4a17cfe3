// Tells a client that is slow to take its responses, which is fine, from one that takes nothing.
// Pure: the caller's clock, in whole seconds, and the caller's counts.

/// Since when a client has taken nothing of what it is sent.
struct StalledOutput {
    private var takenByteCount = -1
    private var sinceSecond: UInt32 = 0

    /// Whether nothing has been taken for `timeoutSeconds`. To be asked at the beginning of every
    /// second.
    /// - Parameters:
    ///   - unsentByteCount: what the client still has to take.
    ///   - takenByteCount: what it has taken so far; only rises.
    mutating func isOver(
        at second: UInt32, unsentByteCount: Int, takenByteCount: Int, timeoutSeconds: Int
    ) -> Bool {
        guard unsentByteCount > 0, takenByteCount == self.takenByteCount else {
            self.takenByteCount = unsentByteCount > 0 ? takenByteCount : -1
            sinceSecond = second
            return false
        }
        return Int(second) - Int(sinceSecond) >= timeoutSeconds
    }
}
