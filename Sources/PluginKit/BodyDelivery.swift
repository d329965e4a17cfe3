/// How the body of a request comes to a plugin.
public enum BodyDelivery: Sendable {
    /// Whole, before `handle` is called.
    case whole

    /// As it arrives: `handle` is called as soon as the head is there, and the body is read from
    /// the call, piece by piece. The client sends no faster than it is read.
    case streamed
}
