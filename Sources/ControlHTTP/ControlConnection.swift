// One client's connection. Requests come one at a time: the pipeline handler before this one holds
// back the next until the response is whole. A body's end is written when the client has taken the
// body itself, so that no more than one response waits in memory for a client that does not read.
//
// Lives on the listeners' thread, as all of this module's connections do.

import NIOCore
import NIOHTTP1

final class ControlConnection: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    enum State {
        /// Waits for a request.
        case idle
        /// Reads the body of one.
        case reading(HTTPRequestHead, [UInt8])
        /// The service has it, or its response is on the way.
        case answering(HTTPRequestHead)
        case streaming(OpenStream)
        /// Refused: what comes is dropped.
        case closing
    }

    private let service: ControlService
    let limits: ControlLimits
    private let peer: ControlPeer
    private let census: ConnectionCensus

    var state = State.idle
    /// `nil` when it is closed.
    private(set) var context: ChannelHandlerContext?
    /// The client has said that it sends nothing more.
    private(set) var hasInputEnded = false
    private var deadline: Scheduled<Void>?

    init(
        _ service: ControlService, _ limits: ControlLimits, _ peer: ControlPeer,
        _ census: ConnectionCensus
    ) {
        self.service = service
        self.limits = limits
        self.peer = peer
        self.census = census
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        census.add(self)
        expect(withinSeconds: limits.idleSeconds) { $0.close() }
    }

    func channelInactive(context: ChannelHandlerContext) {
        deadline?.cancel()
        endStream()
        self.context = nil
        state = .closing
        census.remove(self)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch Self.unwrapInboundIn(data) {
        case .head(let head): begin(head)
        case .body(let buffer): take(buffer)
        case .end: hand()
        }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        guard case ChannelEvent.inputClosed = event else {
            return context.fireUserInboundEventTriggered(event)
        }
        hasInputEnded = true
        // Whoever asks and says no more wants its answer; a stream's reader has left.
        if case .answering = state { return }
        close()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard let error = error as? HTTPParserError else { return close() }
        refuse(error == .headerOverflow ? .headTooLarge : .malformed)
    }

    func close() {
        context?.close(promise: nil)
    }

    /// Ends it unless a request is under way.
    func closeIfIdle() {
        switch state {
        case .idle, .reading, .closing: close()
        case .answering, .streaming: hasInputEnded = true
        }
    }

    /// Replaces the deadline before.
    func expect(withinSeconds seconds: Int, or late: @escaping (ControlConnection) -> Void) {
        deadline?.cancel()
        deadline = context?.eventLoop.assumeIsolated().scheduleTask(
            in: .seconds(Int64(seconds))
        ) { late(self) }
    }

    func expectNothing() {
        deadline?.cancel()
    }

    /// Whether the connection stays for another request.
    func isKept(behind head: HTTPRequestHead) -> Bool {
        head.isKeepAlive && !hasInputEnded
    }
}

// MARK: Requests

extension ControlConnection {
    private func begin(_ head: HTTPRequestHead) {
        guard case .idle = state else { return }
        state = .reading(head, [])
        expect(withinSeconds: limits.requestSeconds) { $0.refuse(.tooSlow) }
    }

    private func take(_ buffer: ByteBuffer) {
        guard case .reading(let head, var body) = state else { return }
        guard body.count + buffer.readableBytes <= limits.bodyBytesMax else {
            return refuse(.bodyTooLarge)
        }
        // Not held twice while it grows.
        state = .closing
        body += buffer.readableBytesView
        state = .reading(head, body)
    }

    private func hand() {
        guard case .reading(let head, let body) = state, let context else { return }
        state = .answering(head)
        expectNothing()
        let parts = head.uri.split(
            separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        var fields: [String: String] = [:]
        for (name, value) in head.headers { fields[name.lowercased()] = value }
        let request = ControlRequest(
            method: head.method.rawValue, path: String(parts[0]),
            query: parts.count > 1 ? String(parts[1]) : "", fields: fields, body: body, peer: peer)
        service.handle(request, ControlResponder(self, context.eventLoop))
    }

    /// Answers what does not reach the service, and ends the connection.
    private func refuse(_ refusal: ControlRefusal) {
        switch state {
        case .idle, .reading: break
        case .answering, .streaming, .closing: return close()
        }
        state = .closing
        send(service.refuse(refusal), version: .http1_1, isHead: false, isKept: false)
    }
}
