import PluginABI
import PluginHosting
import Testing

@testable import Runtime

/// nano.trace/1 as a plugin has it: who is told, when, and how much fits.
@Suite struct HostTraceTests {
    private struct Told: Equatable {
        let code: Int32
        var text = ""
        var count = 0
    }

    private static let parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
    private static let request =
        "GET / HTTP/1.1\r\nHost: a\r\nX-Request-Id: x-1\r\ntraceparent: \(parent)\r\n\r\n"

    private let context = Sample.hostContext()
    private let host: PluginHost

    init() {
        host = PluginHost(
            version: "1", app: "app", generation: 1, variables: [],
            extensions: HostExtension.services, context: context, log: { _, _ in })
    }

    private var table: nano_trace {
        host.pointer.pointee.get_extension(host.pointer, NANO_TRACE_EXTENSION)!
            .assumingMemoryBound(to: nano_trace.self).pointee
    }

    private func requestID(_ call: nano_call = 0, capacity: Int = 128) -> Told {
        var (buffer, count) = ([UInt8](repeating: 0, count: 128), 0)
        let code = table.request_id(host.pointer, call, &buffer, capacity, &count)
        let text = String(decoding: buffer.prefix { $0 != 0 }, as: UTF8.self)
        return Told(code: code, text: text, count: count)
    }

    private func traceParent() -> Told {
        var (buffer, count) = ([UInt8](repeating: 0, count: 128), 0)
        let code = table.traceparent(host.pointer, 0, &buffer, buffer.count, &count)
        let text = String(decoding: buffer.prefix(count), as: UTF8.self)
        return Told(code: code, text: text, count: count)
    }

    /// What is told within a request's `handle`.
    private func told(
        isInline: Bool, _ request: String = request,
        _ ask: @escaping @Sendable (UnsafeMutablePointer<nano_responder>) -> [Told]
    ) throws -> [Told] {
        let told = Recorder<[Told]>()
        let app = try ServedApp(
            ScriptedPlugin { _, responder in
                told.add(ask(responder))
                return NANO_ERROR
            }, isInline: isInline)
        let client = try app.connect()
        client.send(request)
        _ = client.readResponse()
        return told.all.flatMap { $0 }
    }

    @Test(arguments: [true, false])
    func tellsUntilHandleHasReturned(isInline: Bool) throws {
        let id = Told(code: NANO_OK, text: "x-1", count: 3)
        let all = try told(isInline: isInline) { responder in
            let before = requestID()
            _ = nano_respond(responder, 200, nano_bytes(), nano_bytes())
            return [before, requestID(), traceParent()]
        }
        #expect(all == [id, id, Told(code: NANO_OK, text: Self.parent, count: 55)])
    }

    @Test(arguments: [true, false])
    func tellsADeferredRequestByItsNumberAndInHandleWithout(isInline: Bool) throws {
        let all = try told(isInline: isInline) { responder in
            var call: nano_call = 0
            _ = responder.pointee.defer(responder, nil, &call)
            // Of another generation's calls than the host's: the number is none of its.
            return [requestID(), requestID(call)]
        }
        #expect(all == [Told(code: NANO_OK, text: "x-1", count: 3), Told(code: NANO_ERROR_STATE)])
    }

    @Test(arguments: [true, false])
    func noOtherThreadIsInHandle(isInline: Bool) throws {
        let all = try told(isInline: isInline) { _ in
            let other = Recorder<Told>()
            _ = try? NamedThread("other") { other.add(requestID()) }
            return other.waitFor(1)
        }
        #expect(all == [Told(code: NANO_ERROR_STATE)])
        #expect(requestID() == Told(code: NANO_ERROR_STATE))
        #expect(requestID(7) == Told(code: NANO_ERROR_STATE))
    }

    @Test func tellsSizesWithoutRoomForThem() throws {
        let all = try told(isInline: true) { _ in
            [requestID(capacity: 2), requestID(capacity: -1), requestID(capacity: 3)]
        }
        let short = Told(code: NANO_ERROR_LIMIT, count: 3)
        #expect(all == [short, short, Told(code: NANO_OK, text: "x-1", count: 3)])
    }

    @Test func aRequestWithoutEitherHasAnIDAndNoTrace() throws {
        let all = try told(isInline: true, "GET / HTTP/1.1\r\nHost: a\r\n\r\n") { _ in
            [requestID(), requestID(), traceParent()]
        }
        #expect(all.count == 3 && all[0].count == 32 && all[0] == all[1])
        #expect(all.last == Told(code: NANO_OK))
    }

    @Test func refusesWhatIsNoHostAndNoPlace() throws {
        let codes = try told(isInline: true) { _ in
            var (byte, count) = (UInt8(0), 0)
            return [
                table.request_id(nil, 0, &byte, 1, &count),
                table.request_id(host.pointer, 0, &byte, 1, nil),
                table.request_id(host.pointer, 0, nil, 128, &count),
            ].map { Told(code: $0) }
        }
        #expect(codes == [Told](repeating: Told(code: NANO_ERROR_INVALID), count: 3))
    }

    @Test func aRequestThatIsNotHandedOverIsInNoHandle() throws {
        let plugin = ScriptedPlugin { _, _ in NANO_OK }
        let generation = try Sample.generation(plugin)
        generation.plugin.guarded.faulted(
            Fault(
                kind: .exit(function: "exit", status: 1), function: "handle", request: nil,
                place: nil, backtrace: []))
        let frame = try ScriptedCall().frame(generation)
        guard case .failed(.refused, nil) = PluginCall.run(generation, frame) else {
            Issue.record("expected a refusal")
            return
        }
        #expect(!frame.isInHandle)
    }
}
