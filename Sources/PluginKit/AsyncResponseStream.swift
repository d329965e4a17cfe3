#if !hasFeature(Embedded) && !NANO_WITHOUT_ASYNC
    internal import PluginABI

    /// The way to send a response in pieces from a task. It ends with the function that was given
    /// it; later writes throw `CallError.cancelled`. One write at a time.
    public struct AsyncResponseStream: Sendable {
        private let open: OpenCall
        // Kept, so that a late write finds them: the call may end before.
        private let events: CallEvents

        init(_ open: OpenCall) {
            self.open = open
            events = open.events
        }

        /// Sends a piece; suspends while the client is slower than this. Throws `.cancelled` where
        /// nobody takes it, `.tooLong` past the head's Content-Length.
        public func write(_ piece: String) async throws(CallError) {
            try await write([UInt8](piece.utf8))
        }

        /// Sends a piece; see `write(_: String)`.
        public func write(_ piece: [UInt8]) async throws(CallError) {
            var start = 0
            while start < piece.count {
                let (code, count) = piece[start...].withUnsafeBufferPointer {
                    open.write(nano_bytes($0), flags: 0)
                }
                if code != NANO_ERROR_AGAIN { try CallError.checkLate(code) }
                start += count
                if start < piece.count { await events.writable.happens() }
            }
        }

        /// Sends a server-sent event (WHATWG HTML section 9.2), each line of `data` as a field of
        /// its own. The head has the media type `MediaType.eventStream`.
        public func send(
            event: String? = nil, data: String, id: String? = nil
        ) async throws(CallError) {
            try await write(.serverSentEvent(event, data: data, id: id))
        }

        /// Runs `function` once, on a handler thread, when the app begins to drain; at once, here,
        /// if it does already. A stream without an end of its own ends itself.
        public func onDrain(_ function: @escaping @Sendable () -> Void) {
            events.draining.set { _ in function() }
        }
    }

    extension CallError {
        /// As `check`, for a call that may have ended meanwhile.
        static func checkLate(_ code: Int32) throws(CallError) {
            if code == NANO_ERROR_STATE { throw .cancelled }
            try check(code)
        }
    }

    extension Occasion {
        /// Suspends until it happens.
        func happens() async {
            await withCheckedContinuation { continuation in
                set { _ in continuation.resume() }
            }
        }
    }
#endif
