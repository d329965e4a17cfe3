/// The body of the request that a connection streams to its plugin, or what is left of it. On the
/// connection's event loop.
final class BodyStream {
    var decoder: BodyDecoder
    /// The client waits for `100 Continue` before it sends anything.
    var isUnasked: Bool

    init(_ decoder: BodyDecoder, isUnasked: Bool) {
        self.decoder = decoder
        self.isUnasked = isUnasked
    }
}
