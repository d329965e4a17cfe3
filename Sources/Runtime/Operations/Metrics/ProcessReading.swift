/// What one scrape has read of the process.
struct ProcessReading {
    /// `MAJOR.MINOR` of the plugin interface.
    let abi: String
    let isReady: Bool
    let connectionCount: Int
    /// Of connections, by reason.
    let refusedCounts: [(reason: String, count: Int)]
    let loops: [LoopCounters]
    /// By log.
    let droppedLineCounts: [(log: String, count: Int)]
    let usage: ProcessUsage
}
