import HTTP1
import Sockets

/// A call that runs on a lane: everything it needs, and nothing of the connection.
final class LaneCall: Sendable {
    private let generation: Generation
    private let head: RequestHead
    private let input: CallInput
    /// The bytes of the request; kept alive by this while the handler reads them.
    private let request: ByteQueue

    init(
        _ generation: Generation, _ head: RequestHead, _ input: CallInput,
        request: consuming ByteQueue
    ) {
        self.generation = generation
        self.head = head
        self.input = input
        self.request = request
    }

    /// Runs the handler, on the calling lane.
    func run() -> LaneAnswer {
        var output = ByteQueue()
        let headers = HeaderRoom(fieldCountMax: head.fields.count)
        let outcome = request.withUnsafeBytes { bytes in
            PluginCall.run(
                generation, head, input, request: bytes, headers: headers, output: &output)
        }
        return LaneAnswer(outcome, input.frame, output)
    }
}
