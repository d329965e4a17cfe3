import HTTP1
import NIOCore

/// A call that runs on a lane: everything it needs, and nothing of the connection.
struct LaneCall: Sendable {
    let generation: Generation
    let input: CallInput
    /// The bytes of the request; kept alive by this value while the handler reads them.
    let request: ByteBuffer

    /// Runs the handler, on the calling lane.
    func run() -> (PluginCall.Outcome, ByteBuffer) {
        var output = ByteBuffer()
        let headers = HeaderRoom(fieldCountMax: input.head.fields.count)
        let outcome = request.withUnsafeReadableBytes { bytes in
            PluginCall.run(generation, input, request: bytes, headers: headers, output: &output)
        }
        return (outcome, output)
    }
}
