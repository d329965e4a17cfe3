import HTTP1
import NIOCore
import PluginABI

/// A call that runs on a lane: everything it needs, and nothing of the connection.
struct LaneCall: Sendable {
    let generation: Generation
    let input: CallInput
    /// The bytes of the request; kept alive by this value while the handler reads them.
    let request: ByteBuffer

    /// Runs the handler, on the calling lane.
    func run() -> (PluginCall.Outcome, ByteBuffer) {
        var output = ByteBuffer()
        let outcome = request.withUnsafeReadableBytes { bytes in
            withUnsafeTemporaryAllocation(
                of: nano_header.self, capacity: max(1, input.head.fields.count)
            ) { headers in
                PluginCall.run(
                    generation.plugin, input, request: bytes, headers: headers.baseAddress!,
                    output: &output)
            }
        }
        return (outcome, output)
    }
}
