// A body that is streamed: the plugin is called at the head, and reads what follows as it arrives.
// Never more of it is in memory than the plugin may have unread; the rest stays in the socket.
// After an answer that comes before the end of the body the rest is read and dropped, up to the
// usual limit.

import Configuration
import HTTP1
import Sockets

extension Connection {
    /// Calls the plugin with the head alone.
    func beginStream(_ bytesMax: Int) -> Bool {
        do {
            let decoder = try BodyDecoder(
                parser.head, bytesMax: bytesMax, chunks: loop.limits.chunks)
            let hasArrived = buffer.count > parser.head.byteCount
            stream = BodyStream(
                decoder, isUnasked: parser.head.expectsContinue && !hasArrived)
            let end = parser.head.byteCount
            return call(body: end..<end, end: end)
        } catch {
            return fail(error, bytesMax)
        }
    }

    /// What the plugin will find to read of the request.
    func incomingBody(_ generation: Generation) -> IncomingBody.Kind {
        guard generation.streamsBody else { return .whole }
        guard let stream else { return .none }
        return stream.isUnasked ? .onRequest : .arriving
    }

    /// Hands on what has arrived, as far as the plugin has room for it.
    func feed(_ pending: PendingCall) {
        guard let stream, let call = pending.deferred else { return }
        if stream.isUnasked { askIfWanted(call, stream) }
        do {
            let earlierByteCount = stream.decoder.byteCount
            defer { exchange.byteCountIn += stream.decoder.byteCount - earlierByteCount }
            let isEnded = try call.takeBody { incoming throws(BodyReader.Fault) in
                try stream.decoder.read(&buffer, room: incoming.room) { incoming.append($0) }
            }
            if isEnded {
                self.stream = nil
                wait(for: .nothing)
                if isInputEnded { call.cancel(.client, isGone: false) }
            } else if isInputEnded, buffer.isEmpty {
                close()
            }
        } catch {
            refuseBody(error, pending)
        }
    }

    private func askIfWanted(_ call: DeferredCall, _ stream: BodyStream) {
        if !buffer.isEmpty {
            stream.isUnasked = false
        } else if call.asksForBody {
            stream.isUnasked = false
            loop.output.append(bytesMax: 32) { $0.append("HTTP/1.1 100 Continue\r\n\r\n") }
            wait(for: .body)
        }
    }

    /// Whether the plugin has room for more of the body than has come.
    var mayReadStream: Bool {
        guard stream != nil, buffer.isEmpty, let call = pending?.deferred else { return false }
        return call.hasBodyRoom
    }

    /// The client broke the rules of a body, sent too much of it, or took too long.
    func endStream(_ pending: PendingCall, _ response: HostResponse) {
        pending.cancel(.client)
        if pending.hasBegun {
            cutOff(pending)
        } else {
            self.pending = nil
            answer(response, .closing)
            beginClosing()
        }
        loop.settle(pending)
    }

    private func refuseBody(_ fault: BodyReader.Fault, _ pending: PendingCall) {
        switch fault {
        case .tooLarge:
            let bytesMax = pending.generation.spec.settings.maxBodyBytes
            endStream(pending, .bodyTooLarge(bytesMax: bytesMax))
        case .malformed(let error): endStream(pending, .malformed(error))
        }
    }

    /// The request is answered, and its body has not been read to the end.
    func skipRest(of stream: BodyStream, keepsAlive: Bool) {
        // A client that waits to be asked may or may not send its body after an answer.
        guard keepsAlive, !stream.isUnasked else { return beginClosing() }
        stream.decoder.limit(toFurtherBytes: Limits.bodyBytesMaxDefault)
        phase = .skippingBody(stream.decoder)
        wait(for: .body)
    }
}
