/// What a ``ChunkDecoder`` found in the bytes it was given.
public enum ChunkStep: Equatable, Sendable {
    /// Body bytes, at this range of the bytes given. They are the last of the consumed ones.
    case data(ByteRange, consumedBytes: Int)
    /// All bytes given were consumed, and the body goes on.
    case needsMore(consumedBytes: Int)
    /// The body is over. What follows the consumed bytes is the next request.
    case end(consumedBytes: Int)
}
