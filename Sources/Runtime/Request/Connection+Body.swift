// The body, before the call: read behind the head in the same buffer, or dropped where the request
// was refused.

import Configuration
import HTTP1
import NIOCore

extension Connection {
    func beginBody(_ bytesMax: Int, _ context: ChannelHandlerContext) -> Bool {
        do {
            let reader = try BodyReader(
                parser.head, bytesMax: bytesMax, chunks: loop.limits.chunks)
            if parser.head.framing == .none {
                let end = parser.head.byteCount
                return call(body: end..<end, end: end, context)
            }
            phase = .body(reader)
            wait(for: .body)
            wait.received(buffer.readableBytes - parser.head.byteCount)
            if parser.head.expectsContinue && buffer.readableBytes == parser.head.byteCount {
                loop.output.writeStaticString("HTTP/1.1 100 Continue\r\n\r\n")
            }
            return true
        } catch {
            return fail(error, bytesMax, context)
        }
    }

    func readBody(_ reader: BodyReader, _ context: ChannelHandlerContext) -> Bool {
        var reader = reader
        do {
            switch try reader.read(&buffer) {
            case .needsMore:
                phase = .body(reader)
                return false
            case .complete(let body, let end):
                return call(body: body, end: end, context)
            }
        } catch {
            return fail(error, lease?.shard.generation.spec.settings.maxBodyBytes ?? 0, context)
        }
    }

    /// The body cannot be taken: the end of the request is not known, so the connection closes.
    private func fail(
        _ fault: BodyReader.Fault, _ bytesMax: Int, _ context: ChannelHandlerContext
    ) -> Bool {
        endLease()
        switch fault {
        case .tooLarge: answer(.bodyTooLarge(bytesMax: bytesMax), .closing)
        case .malformed(let error): answer(.malformed(error), .closing)
        }
        beginClosing(context)
        return false
    }

    func skipBody(_ reader: BodyReader, _ context: ChannelHandlerContext) -> Bool {
        var reader = reader
        guard let progress = try? reader.read(&buffer) else {
            beginClosing(context)
            return false
        }
        switch progress {
        case .needsMore:
            phase = .skippingBody(reader)
            return false
        case .complete(_, let end):
            finishRequest(byteCount: end, keepsAlive: true, context)
            return true
        }
    }
}
