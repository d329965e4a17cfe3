/// What a client of a listener for operators may take of it.
public struct ControlLimits: Sendable {
    /// A request's fields together, and each of them, its target among them.
    public var headBytesMax = 16 << 10
    public var bodyBytesMax = 1 << 20
    /// From the head of a request to the end of its body.
    public var requestSeconds = 30
    /// Without a request, or with a part of its head.
    public var idleSeconds = 60
    /// Without taking anything of its response.
    public var stallSeconds = 30
    /// Connections of one listener at a time; further ones are closed.
    public var connectionCountMax = 64
    /// What a stream may have written that its client has not taken.
    public var streamBytesMax = 256 << 10

    public init() {}
}
