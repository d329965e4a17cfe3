// The body, before the call: read behind the head in the same buffer, or dropped where the request
// was refused.

import Configuration
import HTTP1
import Sockets

extension Connection {
    func beginBody(_ bytesMax: Int) -> Bool {
        if parser.head.framing == .none {
            let end = parser.head.byteCount
            return call(body: end..<end, end: end)
        }
        if let generation = lease?.shard.generation, generation.streamsBody {
            return beginStream(bytesMax)
        }
        do {
            let reader = try BodyReader(
                parser.head, bytesMax: bytesMax, chunks: loop.limits.chunks)
            phase = .body(reader)
            wait(for: .body)
            wait.received(buffer.count - parser.head.byteCount)
            if parser.head.expectsContinue && buffer.count == parser.head.byteCount {
                loop.output.append(bytesMax: 32) { $0.append("HTTP/1.1 100 Continue\r\n\r\n") }
            }
            return true
        } catch {
            return fail(error, bytesMax)
        }
    }

    func readBody(_ reader: BodyReader) -> Bool {
        var reader = reader
        do {
            switch try reader.read(&buffer) {
            case .needsMore:
                phase = .body(reader)
                return false
            case .complete(let body, let end):
                return call(body: body, end: end)
            }
        } catch {
            return fail(error, lease?.shard.generation.spec.settings.maxBodyBytes ?? 0)
        }
    }

    /// The body cannot be taken: the end of the request is not known, so the connection closes.
    func fail(
        _ fault: BodyReader.Fault, _ bytesMax: Int
    ) -> Bool {
        switch fault {
        case .tooLarge: answer(.bodyTooLarge(bytesMax: bytesMax), .closing)
        case .malformed(let error): answer(.malformed(error), .closing)
        }
        beginClosing()
        return false
    }

    func skipBody(_ decoder: BodyDecoder) -> Bool {
        var decoder = decoder
        guard let isEnded = try? decoder.read(&buffer, room: .max, { _ in }) else {
            beginClosing()
            return false
        }
        phase = .skippingBody(decoder)
        guard isEnded else { return false }
        finishRequest(byteCount: 0, keepsAlive: true)
        return true
    }
}
