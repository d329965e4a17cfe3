internal import PluginABI

/// A request, read where it was received: nothing is copied until you copy it.
///
/// It and every view taken from it last until `handle` returns, which the compiler checks. The
/// views hold what the client sent, neither percent-decoded nor normalized.
public struct Request: ~Copyable, ~Escapable {
    let pointer: UnsafePointer<nano_request>
    /// Who is asked for what is not in the request itself.
    let hostPointer: UnsafePointer<nano_host>
    let traceExtension: UnsafePointer<nano_trace>?
    /// By which the host knows it: of a deferred one, or 0 within its `handle`.
    let call: nano_call

    /// The request that `pointer` shows, for the length of one call.
    @_lifetime(borrow pointer)
    init(_ pointer: UnsafePointer<nano_request>, host: Host, call: nano_call = 0) {
        self.pointer = pointer
        hostPointer = host.pointer
        traceExtension = host.traceExtension
        self.call = call
    }

    /// The method as sent, such as `GET`; case-sensitive (RFC 9110 section 9.1).
    public var method: Bytes {
        @_lifetime(borrow self) get { Bytes(pointer.pointee.method, of: self) }
    }

    /// The request target as sent: path and query (RFC 9112 section 3.2).
    public var target: Bytes {
        @_lifetime(borrow self) get { Bytes(pointer.pointee.target, of: self) }
    }

    /// The target's path: from `/` up to `?`; `*` for `OPTIONS *`.
    public var path: Bytes {
        @_lifetime(borrow self) get { Bytes(pointer.pointee.path, of: self) }
    }

    /// What follows the `?`, without it; empty if there is none.
    public var query: Bytes {
        @_lifetime(borrow self) get { Bytes(pointer.pointee.query, of: self) }
    }

    /// The host that the request was routed by, without its port; may be empty in HTTP/1.0.
    public var host: Bytes {
        @_lifetime(borrow self) get { Bytes(pointer.pointee.host, of: self) }
    }

    /// The client's address and port: `192.0.2.1:4711`, `[::1]:4711`.
    public var peer: Bytes {
        @_lifetime(borrow self) get { Bytes(pointer.pointee.peer, of: self) }
    }

    /// The whole body, with the transfer coding removed; empty if there is none.
    public var body: Bytes {
        @_lifetime(borrow self) get { Bytes(pointer.pointee.body, of: self) }
    }

    /// The header fields, in the order received.
    public var headers: Headers {
        @_lifetime(borrow self) get { Headers(pointer.pointee, of: self) }
    }

    /// The value of the first header field of that name, in either case, or `nil`.
    @_lifetime(borrow self)
    public func header(_ name: StaticString) -> Bytes? {
        headers.first(name)
    }
}
