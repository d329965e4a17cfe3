#if !hasFeature(Embedded) && !NANO_WITHOUT_ASYNC
    internal import PluginABI

    /// The body of a request, in pieces of any size: for a plugin that declares
    /// `BodyDelivery.streamed` as they arrive, and the client sends no faster than they are read;
    /// for others in one. To be read once.
    public struct AsyncBody: AsyncSequence, Sendable {
        /// Some bytes of the body; never empty.
        public typealias Element = [UInt8]

        private static let pieceBytesMax = 65_536

        let open: OpenCall
        // Kept, so that a late read finds them: the call may end before.
        private let events: CallEvents
        private let whole: [UInt8]?

        init(_ open: OpenCall, isStreamed: Bool) {
            self.open = open
            events = open.events
            if isStreamed {
                whole = nil
            } else {
                let request = Request(open.request, host: open.host, call: open.number)
                whole = [UInt8](request.body)
            }
        }

        /// The whole body. Throws `CallError.tooLong` where it is more than `countMax` bytes.
        public func collect(upTo countMax: Int) async throws -> [UInt8] {
            var bytes: [UInt8] = []
            for try await piece in self {
                guard bytes.count + piece.count <= countMax else { throw CallError.tooLong }
                bytes += piece
            }
            return bytes
        }

        /// Reads the body from where it was read to before.
        public func makeAsyncIterator() -> Iterator { Iterator(body: self) }

        /// The way through a body.
        public struct Iterator: AsyncIteratorProtocol {
            fileprivate let body: AsyncBody
            private var isOver = false

            fileprivate init(body: AsyncBody) { self.body = body }

            /// The next piece, or `nil` at the end. Throws `CallError.cancelled` where the client
            /// left, or sent what is no body.
            public mutating func next() async throws -> [UInt8]? {
                guard !isOver else { return nil }
                if let whole = body.whole {
                    isOver = true
                    return whole.isEmpty ? nil : whole
                }
                let piece = try await body.read()
                isOver = piece.isEmpty
                return isOver ? nil : piece
            }
        }

        private func read() async throws(CallError) -> [UInt8] {
            while true {
                let (code, piece) = open.read(upTo: Self.pieceBytesMax, flags: 0)
                guard code == NANO_ERROR_AGAIN else {
                    try CallError.checkLate(code)
                    return piece
                }
                await events.readable.happens()
            }
        }
    }
#endif
