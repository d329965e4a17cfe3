internal import PluginABI

/// A request that is answered later: by `respond`, or in pieces by the stream that `begin` makes.
///
/// It may go to any thread. The compiler sees that it is answered at most once; one that is dropped
/// is abandoned, and the client gets a 500. `keep` puts it in a reference, for arrays and closures.
public struct Call: ~Copyable, Sendable {
    var open: OpenCall

    init(_ open: OpenCall) { self.open = open }

    /// The request, valid as long as this call.
    public var request: Request {
        @_lifetime(borrow self) get {
            _overrideLifetime(
                Request(open.request, host: open.host, call: open.number), borrowing: self)
        }
    }

    /// Answers. Returns `false` where nobody is there to be answered, or where the response breaks
    /// a rule: then the client gets a 500 and the log a line.
    @discardableResult
    public consuming func respond(_ response: Response) -> Bool {
        let result = open.respond(response)
        if result == NANO_ERROR_INVALID {
            open.host.log(.error, "a response breaks a rule of nano/response.h")
        }
        return result == NANO_OK
    }

    /// Begins an answer in pieces, of which `head` has the first. `timeout_ms` does not bind it
    /// from here on. Throws `.invalid` for a head that breaks a rule, and `.cancelled`.
    public consuming func begin(_ head: Response) throws(CallError) -> ResponseStream {
        try CallError.check(open.begin(head))
        let stream = ResponseStream(open)
        open.hasMoved()
        return stream
    }

    /// Ends the call without an answer: the client gets a 500.
    public consuming func abandon() {}

    deinit {
        var open = open
        open.abandon()
    }
}
