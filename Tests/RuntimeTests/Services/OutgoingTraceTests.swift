import OutgoingHTTP
import Testing

@testable import Runtime

/// What a request to another server carries on of the request on whose behalf it is.
@Suite struct OutgoingTraceTests {
    private final class Served: ServedRequest {
        let isInHandle = true
        let deadlineMilliseconds: Int? = nil
        private let id: String
        private let parent: String
        let traceState: String

        init(_ id: String, _ parent: String, _ state: String) {
            (self.id, self.parent, traceState) = (id, parent, state)
        }

        func withTrace<Result>(
            _ body: (_ id: UnsafeRawBufferPointer, _ parent: UnsafeRawBufferPointer) -> Result
        ) -> Result {
            Array(id.utf8).withUnsafeBytes { id in
                Array(parent.utf8).withUnsafeBytes { body(id, $0) }
            }
        }
    }

    private func fields(
        _ own: [String] = [], _ id: String = "i", _ parent: String = "p", _ state: String = "s"
    ) -> [String] {
        var request = OutgoingRequest(url: "http://a")
        request.headers = own.map { ($0, "own") }
        request.continueTrace(of: Served(id, parent, state))
        return request.headers.map { "\($0.name)=\($0.value)" }
    }

    @Test func allThreeGoOn() {
        #expect(fields() == ["X-Request-Id=i", "traceparent=p", "tracestate=s"])
        #expect(fields(["Accept"]).first == "Accept=own")
    }

    @Test func whatThePluginSetsWinsInEitherCase() {
        #expect(
            fields(["x-request-ID"]) == ["x-request-ID=own", "traceparent=p", "tracestate=s"])
        #expect(fields(["TraceState"]) == ["TraceState=own", "X-Request-Id=i", "traceparent=p"])
    }

    @Test func aTraceStateBelongsToItsTraceParent() {
        #expect(fields(["Traceparent"]) == ["Traceparent=own", "X-Request-Id=i"])
        #expect(fields([], "i", "") == ["X-Request-Id=i"])
        #expect(fields([], "i", "p", "") == ["X-Request-Id=i", "traceparent=p"])
    }

    @Test func whatIsNoASCIIStays() {
        #expect(fields([], "i", "cc-é") == ["X-Request-Id=i"])
        #expect(fields([], "i", "p", "\u{fffd}") == ["X-Request-Id=i", "traceparent=p"])
    }
}
