/// How much a client may wrap around the data of a chunked body before it is refused.
///
/// The data itself is bounded by whoever collects it. Without these bounds a client could keep a
/// connection busy for ever with bytes that never count as body.
public struct ChunkLimits: Equatable, Sendable {
    /// Bytes of the extensions of one chunk, from the first after its size. Beyond: 400.
    public var extensionBytesMax: Int
    /// Bytes of all trailer lines with their CRLFs. Beyond: 431.
    public var trailerSectionBytesMax: Int
    /// Number of trailer lines. Beyond: 431.
    public var trailerCountMax: Int

    public init(
        extensionBytesMax: Int = 256,
        trailerSectionBytesMax: Int = 16 * 1024,
        trailerCountMax: Int = 100
    ) {
        self.extensionBytesMax = extensionBytesMax
        self.trailerSectionBytesMax = trailerSectionBytesMax
        self.trailerCountMax = trailerCountMax
    }
}
