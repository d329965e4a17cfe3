import PluginKit
import Synchronization

/// Answers later, in pieces or never, as the path says; bodies come as they arrive.
final class Relay: DeferringPlugin {
    static let version: StaticString = "1.0.0"
    static let body = BodyDelivery.streamed

    private let host: Host
    private let waiting = Mutex<[Kept<Call>]>([])
    private let streams = Mutex<[Kept<ResponseStream>]>([])

    init(host: Host) { self.host = host }

    func handle(_ request: borrowing Request, _ call: consuming Call) throws(CallError) {
        switch request.path {
        case "/now": call.respond(.text("now"))
        case "/wait": wait(call)
        case "/wake": wake(call)
        case "/echo": try echo(call)
        case "/gather": try gather(call, [])
        case "/events": try tell(call)
        case "/much": pour(try call.begin(.text("")), 200_000)
        case "/invalid": call.respond(.empty(99))
        case "/long": try sendTooMuch(call)
        case "/short": try call.begin(.text("12").header("Content-Length", "4")).end()
        case "/drop": break
        default: throw .failed
        }
    }

    private func wait(_ call: consuming Call) {
        let kept = call.keep(onCancel: { [host] call, reason in
            host.log(.info, "cancelled: \(reason)")
            call.abandon()
        })
        waiting.withLock { $0.append(kept) }
    }

    /// Answers whoever waits, and tries it twice.
    private func wake(_ call: consuming Call) {
        let all = waiting.withLock { $0 }
        for waiter in all + all { waiter.take()?.respond(.text("woken")) }
        call.respond(.text("\(all.count)"))
    }

    private func echo(_ call: consuming Call) throws(CallError) {
        let stream = try call.begin(.text(">"))
        while true {
            let piece = try stream.read()
            if piece.isEmpty { break }
            try stream.write(piece)
        }
        stream.end()
    }

    /// Reads without waiting.
    private func gather(_ call: consuming Call, _ before: [UInt8]) throws(CallError) {
        var body = before
        while let piece = try call.tryRead() {
            if piece.isEmpty {
                _ = call.respond(.bytes(body))
                return
            }
            body += piece
        }
        let gathered = body
        call.whenReadable { [self] call in try? gather(call, gathered) }
    }

    /// A stream that the drain ends.
    private func tell(_ call: consuming Call) throws(CallError) {
        let stream = try call.begin(.bytes([], contentType: MediaType.eventStream))
        try stream.send(event: "tick", data: "a\nb", id: "1")
        let kept = stream.keep(onDrain: { $0.end() })
        streams.withLock { $0.append(kept) }
    }

    /// More than there is room for at once, without waiting.
    private func pour(_ stream: consuming ResponseStream, _ countLeft: Int) {
        let piece = [UInt8](repeating: UInt8(ascii: "x"), count: countLeft)
        guard let count = try? stream.tryWrite(Bytes(piece.span)) else { return }
        if count == countLeft {
            _ = stream.end()
            return
        }
        stream.whenWritable { [self] stream in pour(stream, countLeft - count) }
    }

    private func sendTooMuch(_ call: consuming Call) throws(CallError) {
        let stream = try call.begin(.text("12").header("Content-Length", "3"))
        do throws(CallError) {
            try stream.write("345")
        } catch {
            host.log(.info, "\(error)")
        }
        try stream.write("3")
        stream.end()
    }
}
