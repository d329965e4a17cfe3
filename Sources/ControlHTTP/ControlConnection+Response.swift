import NIOCore
import NIOHTTP1

// MARK: Whole responses

extension ControlConnection {
    func answer(_ response: ControlResponse) {
        guard case .answering(let head) = state else { return }
        send(
            response, version: head.version, isHead: head.method == .HEAD,
            isKept: isKept(behind: head))
    }

    func send(_ response: ControlResponse, version: HTTPVersion, isHead: Bool, isKept: Bool) {
        guard let context else { return }
        expect(withinSeconds: limits.stallSeconds) { $0.close() }
        var head = Self.head(response.status, response.fields, version)
        head.headers.add(name: "Content-Length", value: String(response.body.count))
        if !isKept { head.headers.add(name: "Connection", value: "close") }
        context.write(Self.wrapOutboundOut(.head(head)), promise: nil)
        guard !isHead, !response.body.isEmpty else { return finish(isKept) }
        write(response.body) { $0.finish(isKept) }
    }

    private func finish(_ isKept: Bool) {
        guard let context else { return }
        let end = Self.wrapOutboundOut(.end(nil))
        // The client may have said in the meantime that nothing more comes.
        guard isKept, !hasInputEnded else {
            state = .closing
            let closing = context.eventLoop.makePromise(of: Void.self)
            closing.futureResult.assumeIsolated().whenComplete { _ in self.close() }
            return context.writeAndFlush(end, promise: closing)
        }
        // First of all: the next request may come out of the write.
        state = .idle
        expect(withinSeconds: limits.idleSeconds) { $0.close() }
        context.writeAndFlush(end, promise: nil)
    }

    private static func head(
        _ status: Int, _ fields: [ControlResponse.Field], _ version: HTTPVersion
    ) -> HTTPResponseHead {
        HTTPResponseHead(
            version: version, status: HTTPResponseStatus(statusCode: status),
            headers: HTTPHeaders(fields.map { ($0.name, $0.value) }))
    }

    /// - Parameter then: called when the client's kernel has taken the bytes.
    private func write(_ bytes: [UInt8], then: @escaping (ControlConnection) -> Void) {
        guard let context else { return }
        let taken = context.eventLoop.makePromise(of: Void.self)
        taken.futureResult.assumeIsolated().whenSuccess { then(self) }
        let buffer = context.channel.allocator.buffer(bytes: bytes)
        context.writeAndFlush(Self.wrapOutboundOut(.body(.byteBuffer(buffer))), promise: taken)
    }
}

// MARK: Streams

extension ControlConnection {
    /// A response of pieces, as long as it goes on.
    struct OpenStream {
        let head: HTTPRequestHead
        let source: any ControlStreamSource
        let idleBytes: [UInt8]
        let idleSeconds: Int
        /// What was written and not taken.
        var waitingBytes = 0
    }

    var waitingBytes: Int {
        if case .streaming(let stream) = state { stream.waitingBytes } else { 0 }
    }

    func beginStream(
        _ fields: [ControlResponse.Field], _ source: any ControlStreamSource,
        _ idleBytes: [UInt8], _ idleSeconds: Int
    ) {
        guard case .answering(let request) = state, let context else { return source.end() }
        let head = Self.head(200, fields, request.version)
        context.writeAndFlush(Self.wrapOutboundOut(.head(head)), promise: nil)
        guard request.method != .HEAD else {
            source.end()
            return finish(isKept(behind: request))
        }
        let stream = OpenStream(
            head: request, source: source, idleBytes: idleBytes, idleSeconds: idleSeconds)
        state = .streaming(stream)
        fill(stream)
    }

    private func fill(_ stream: OpenStream) {
        guard let context else { return }
        expect(withinSeconds: stream.idleSeconds) { $0.writeToStream(stream.idleBytes) }
        stream.source.fill(ControlStream(self, context.eventLoop))
    }

    func writeToStream(_ bytes: [UInt8]) {
        guard case .streaming(var stream) = state, !bytes.isEmpty else { return }
        guard stream.waitingBytes + bytes.count <= limits.streamBytesMax else { return close() }
        if stream.waitingBytes == 0 { expect(withinSeconds: limits.stallSeconds) { $0.close() } }
        stream.waitingBytes += bytes.count
        state = .streaming(stream)
        write(bytes) { $0.streamHasTaken(bytes.count) }
    }

    private func streamHasTaken(_ count: Int) {
        guard case .streaming(var stream) = state else { return }
        stream.waitingBytes -= count
        state = .streaming(stream)
        if stream.waitingBytes == 0 {
            fill(stream)
        } else {
            expect(withinSeconds: limits.stallSeconds) { $0.close() }
        }
    }

    func finishStream() {
        guard case .streaming(let stream) = state else { return }
        endStream()
        expect(withinSeconds: limits.stallSeconds) { $0.close() }
        finish(isKept(behind: stream.head))
    }

    /// Lets go of what the stream is made of.
    func endStream() {
        guard case .streaming(let stream) = state else { return }
        state = .answering(stream.head)
        stream.source.end()
    }
}
