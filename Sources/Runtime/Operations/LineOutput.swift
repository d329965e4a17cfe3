/// Where a `LineWriter` writes, on its thread.
protocol LineOutput: Sendable {
    /// Writes whole lines, and waits for as long as that takes.
    /// - Returns: how many of them are lost.
    mutating func write(_ lines: [UInt8]) -> Int

    /// Opens again what it writes to, if that has a name.
    mutating func reopen()
}
