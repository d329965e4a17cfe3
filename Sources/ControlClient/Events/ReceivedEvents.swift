import AsyncHTTPClient
import NIOCore

/// The events of a runtime, as they happen. Where the connection breaks, another takes it up
/// behind the last event that came; where that brings nothing either, it ends.
public struct ReceivedEvents: AsyncSequence, Sendable {
    let client: ControlClient
    /// Events behind this one; all that the runtime has kept where nil.
    let after: UInt64?
    let app: String?
    /// Whether to wait for what happens from now on.
    let follows: Bool

    public func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(events: self, last: after)
    }

    func target(after last: UInt64?) -> String {
        let fields = [
            last.map { "after=\($0)" }, app.map { "app=\(PercentEncoding.encode($0))" },
            follows ? nil : "follow=0",
        ].compactMap { $0 }
        return "/events" + (fields.isEmpty ? "" : "?" + fields.joined(separator: "&"))
    }

    public struct AsyncIterator: AsyncIteratorProtocol {
        let events: ReceivedEvents
        /// The last event that came.
        var last: UInt64?
        private var body: HTTPClientResponse.Body.AsyncIterator?
        private var parser = EventStreamParser()
        private var waiting: [ReceivedEvent] = []
        /// Whether the connection under way has brought anything.
        private var hasBrought = false

        init(events: ReceivedEvents, last: UInt64?) {
            self.events = events
            self.last = last
        }

        public mutating func next() async throws -> ReceivedEvent? {
            while waiting.isEmpty {
                guard try await receive() else { return nil }
            }
            let event = waiting.removeFirst()
            if let id = event.id { last = id }
            return event
        }

        /// - Returns: whether there may be more.
        private mutating func receive() async throws -> Bool {
            if body == nil {
                parser = EventStreamParser()
                hasBrought = false
                body = try await events.client.stream(events.target(after: last))
                    .makeAsyncIterator()
            }
            if let bytes = try await nextBytes() {
                hasBrought = true
                waiting = parser.read(bytes.readableBytesView)
                return true
            }
            body = nil
            return events.follows && hasBrought
        }

        /// The end and the break of a connection are one: both are taken up again.
        private mutating func nextBytes() async throws -> ByteBuffer? {
            do {
                return try await body?.next()
            } catch is CancellationError {
                throw CancellationError()
            } catch  where events.follows {
                return nil
            } catch {
                throw ControlClientError(error, at: events.client.place)
            }
        }
    }
}

extension ControlClient {
    /// - Parameters:
    ///   - after: the id of an event: those behind it; all that are kept where nil.
    ///   - app: those of this app alone.
    ///   - follows: whether to wait for what happens from now on.
    public func events(
        after: UInt64? = nil, app: String? = nil, follows: Bool = true
    ) -> ReceivedEvents {
        ReceivedEvents(client: self, after: after, app: app, follows: follows)
    }
}
