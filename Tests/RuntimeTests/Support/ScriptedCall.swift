import HTTP1
import PluginABI
import Sockets
import TestSupport
import Testing

@testable import Runtime

/// One request to a scripted plugin, called as the connection calls it.
struct ScriptedCall {
    var request = "GET /a?b HTTP/1.1\r\nHost: app\r\n\r\n"
    var keepsAlive = true

    /// What the call came to and what was put into the output.
    func run(_ handler: @escaping ScriptedPlugin.Handler) throws -> (
        outcome: PluginCall.Outcome, output: String
    ) {
        let plugin = ScriptedPlugin(handler)
        defer { withExtendedLifetime(plugin) {} }
        let generation = try Sample.generation(plugin)
        let frame = try frame(generation)
        let outcome = PluginCall.run(generation, frame)
        return (outcome, frame.response.output.text)
    }

    /// The request as its connection begins it.
    func frame(_ generation: Generation) throws -> CallFrame {
        let frame = CallFrame(
            CallOrigin(port: LoopPort(), drain: DrainFlag()), fieldCountMax: 100)
        frame.bytes = ByteQueue(request)
        frame.response.output = ByteQueue("before|")
        let bytes = ByteQueue(request)
        var parser = RequestParser()
        try #require(try parser.parse(bytes.bytes))
        let head = parser.head
        frame.begin(
            generation, head, body: head.byteCount..<bytes.count, PeerText("peer"),
            ResponseFrame(
                keepsAlive: keepsAlive, minorVersion: head.minorVersion, isHead: head.isHead),
            HTTPDate(unixSeconds: 0))
        return frame
    }

    /// What `respond` returned, the first time and in all; and the outcome.
    func respond(_ response: nano_response) throws -> (
        code: Int32, outcome: PluginCall.Outcome, output: String
    ) {
        let codes = Recorder<Int32>()
        let view = UncheckedView(response)
        let (outcome, output) = try run { _, responder in
            var response = view.response
            codes.add(responder.pointee.respond(responder, &response))
            return codes.all[0]
        }
        return (codes.all[0], outcome, output)
    }

    private struct UncheckedView: @unchecked Sendable {
        // Unchecked: read on the thread that made it, during the call it was made for.
        let response: nano_response

        init(_ response: nano_response) {
            self.response = response
        }
    }
}

extension nano_bytes {
    /// A literal's bytes, which live for ever.
    init(_ text: StaticString) {
        self.init(data: text.utf8Start, count: text.utf8CodeUnitCount)
    }
}

extension nano_response {
    init(
        status: UInt32 = 200, headers: UnsafePointer<nano_header>? = nil, headerCount: Int = 0,
        body: nano_bytes = nano_bytes()
    ) {
        self.init(
            size: UInt32(MemoryLayout<nano_response>.size), status: status, headers: headers,
            header_count: headerCount, body: body)
    }
}
