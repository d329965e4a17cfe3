import PluginKit

/// Answers after its handler has returned (/late, once the body has come), and gives bodies back
/// while they arrive, in pieces: the runtime must wait for both, and let the image go after each
/// swap. Inline, so that nothing here may wait.
@main
struct Relay: DeferringPlugin {
    static let version: StaticString = "1.0.0"
    static let execution = Execution.inline
    static let body = BodyDelivery.streamed

    init(host: Host) {}

    func handle(_ request: borrowing Request, _ call: consuming Call) throws(CallError) {
        if request.path == "/late" { return try answer(call) }
        try relay(call.begin(.text(">")))
    }

    private func answer(_ call: consuming Call) throws(CallError) {
        while let piece = try call.tryRead() {
            if piece.isEmpty {
                _ = call.respond(.text("late"))
                return
            }
        }
        call.whenReadable { call in try? answer(call) }
    }

    private func relay(_ stream: consuming ResponseStream) throws(CallError) {
        while let piece = try stream.tryRead() {
            if piece.isEmpty {
                _ = stream.end()
                return
            }
            guard try stream.tryWrite(Bytes(piece.span)) == piece.count else { throw .failed }
        }
        stream.whenReadable { stream in try? relay(stream) }
    }
}
