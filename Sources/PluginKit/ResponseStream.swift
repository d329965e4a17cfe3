internal import PluginABI

/// A response that is sent in pieces: begun by `Call.begin`, ended by `end`.
///
/// It may go to any thread. One that is dropped without its end is cut off, so that the client can
/// tell that something is missing.
public struct ResponseStream: ~Copyable, Sendable {
    var open: OpenCall

    init(_ open: OpenCall) { self.open = open }

    /// The request, valid as long as this stream.
    public var request: Request {
        @_lifetime(borrow self) get {
            _overrideLifetime(
                Request(open.request, host: open.host, call: open.number), borrowing: self)
        }
    }

    /// Sends a piece; waits while the client is slower than this. Throws `.cancelled` where nobody
    /// takes it, `.tooLong` past the head's Content-Length, `.wouldBlock` on an event loop.
    public func write(_ piece: String) throws(CallError) { try write(.text(piece)) }

    /// Sends a piece; see `write(_: String)`.
    public func write(_ piece: [UInt8]) throws(CallError) { try write(.bytes(piece)) }

    /// Sends a piece without waiting; returns how many bytes of it were taken: 0 where there is no
    /// room. `whenWritable` tells when there is room for the rest.
    public func tryWrite(_ piece: Bytes) throws(CallError) -> Int {
        let (code, count) = piece.span.withUnsafeBufferPointer {
            open.write(nano_bytes($0), flags: 0)
        }
        if code == NANO_ERROR_AGAIN { return 0 }
        try CallError.check(code)
        return count
    }

    /// Ends the response. Returns `false` where nobody is there to get it.
    @discardableResult
    public consuming func end() -> Bool { open.end() == NANO_OK }

    /// Cuts the response off.
    public consuming func abandon() {}

    deinit {
        var open = open
        open.abandon()
    }

    private func write(_ content: Content) throws(CallError) {
        try CallError.check(content.withView { open.write($0, flags: NANO_WAIT).code })
    }
}
