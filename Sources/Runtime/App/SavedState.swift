/// What one generation saved for the next.
struct SavedState: Equatable, Sendable {
    /// As the plugin that saved it counts.
    let version: UInt32
    let bytes: [UInt8]
}
