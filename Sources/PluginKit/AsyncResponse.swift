#if !hasFeature(Embedded) && !NANO_WITHOUT_ASYNC
    /// What an asynchronous handler answers: a response, or the beginning of one with the function
    /// that sends the rest.
    public struct AsyncResponse: Sendable {
        private let head: Response
        private let body: (@Sendable (AsyncResponseStream) async throws -> Void)?

        /// A whole response.
        public init(_ response: Response) {
            head = response
            body = nil
        }

        /// A response in pieces, of which `head` has the first: `body` sends the others, and the
        /// response ends when it returns. One that throws cuts the response off.
        public static func stream(
            _ head: Response, body: @escaping @Sendable (AsyncResponseStream) async throws -> Void
        ) -> AsyncResponse {
            AsyncResponse(head: head, body: body)
        }

        /// A response without a body.
        public static func empty(_ status: Status) -> AsyncResponse {
            AsyncResponse(.empty(status))
        }

        /// Plain text, in UTF-8.
        public static func text(_ body: String, status: Status = .ok) -> AsyncResponse {
            AsyncResponse(.text(body, status: status))
        }

        /// A JSON document in UTF-8, sent as it is given.
        public static func json(_ body: String, status: Status = .ok) -> AsyncResponse {
            AsyncResponse(.json(body, status: status))
        }

        /// A JSON document in UTF-8, sent as it is given.
        public static func json(_ body: [UInt8], status: Status = .ok) -> AsyncResponse {
            AsyncResponse(.json(body, status: status))
        }

        /// This response with one more header field.
        public func header(_ name: StaticString, _ value: String) -> AsyncResponse {
            AsyncResponse(head: head.header(name, value), body: body)
        }

        private init(
            head: Response, body: (@Sendable (AsyncResponseStream) async throws -> Void)?
        ) {
            self.head = head
            self.body = body
        }

        /// Answers `call`. Throws what the function for the rest throws, with the stream cut off.
        func send(to call: consuming Call) async throws {
            guard let body else {
                call.respond(head)
                return
            }
            let stream = try call.begin(head)
            try await body(AsyncResponseStream(stream.open))
            stream.end()
        }
    }
#endif
