#if !hasFeature(Embedded) && !NANO_WITHOUT_ASYNC
    /// A request as an asynchronous handler sees it: copied, so that it may go anywhere.
    ///
    /// The texts are what the client sent, neither percent-decoded nor normalized; what is not
    /// UTF-8 in them is U+FFFD.
    public struct AsyncRequest: Sendable {
        /// The method as sent, such as `GET`; case-sensitive (RFC 9110 section 9.1).
        public let method: String
        /// The request target as sent: path and query (RFC 9112 section 3.2).
        public let target: String
        /// The target's path: from `/` up to `?`; `*` for `OPTIONS *`.
        public let path: String
        /// What follows the `?`, without it; empty if there is none.
        public let query: String
        /// The host that the request was routed by, without its port; may be empty in HTTP/1.0.
        public let host: String
        /// The client's address and port: `192.0.2.1:4711`, `[::1]:4711`.
        public let peer: String
        /// What the runtime's access log calls the request: the client's `X-Request-Id` if it is
        /// valid, else one made for it. `nil` where the host tells none.
        public let id: String?
        /// The request's `traceparent` (W3C Trace Context), if it has one that is valid and the
        /// host tells.
        public let traceParent: String?
        /// The header fields, in the order received, duplicates included.
        public let headers: [(name: String, value: String)]
        /// The body, piece by piece. Read it before the response has ended.
        public let body: AsyncBody

        /// The value of the first header field of that name, in either case, or `nil`.
        public func header(_ name: String) -> String? {
            headers.first { $0.name.lowercased() == name.lowercased() }?.value
        }

        init(_ request: borrowing Request, body: AsyncBody) {
            method = String(request.method)
            target = String(request.target)
            path = String(request.path)
            query = String(request.query)
            host = String(request.host)
            peer = String(request.peer)
            id = request.id
            traceParent = request.traceParent
            let fields = request.headers
            var headers: [(name: String, value: String)] = []
            for index in fields.indices {
                headers.append((String(fields.name(index)), String(fields.value(index))))
            }
            self.headers = headers
            self.body = body
        }
    }

    extension OutgoingRequest {
        /// As from the call that an asynchronous handler answers, which has no `Call` of its own.
        public mutating func inherit(from request: AsyncRequest) {
            call = request.body.open.number
        }
    }
#endif
