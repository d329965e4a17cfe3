/// One swap, as the runtime's log and proc(5) tell it.
struct SwapRecord: Sendable {
    /// How the old generation ended.
    enum End: String, Encodable, Sendable {
        case unloaded, pinned, parked
    }

    /// When the new file was renamed into place.
    let startNanoseconds: UInt64
    /// When the runtime said that every event loop routes to it.
    let swappedNanoseconds: UInt64
    /// When the runtime said what became of the old one.
    let endNanoseconds: UInt64
    let end: End
    /// Of the runtime, after it.
    let residentBytes: Int
    /// Copies of the plugin that the runtime has mapped, after it.
    let imageCount: Int

    var swapMilliseconds: Double { Double(swappedNanoseconds - startNanoseconds) / 1e6 }
}
