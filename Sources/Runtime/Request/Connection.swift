// One client connection, from accept to close, on one event loop: read → parse → route → lease →
// call → encode → write. This file reads and drives; each of the steps has a file of its own:
// +Parse, +Route, +Body, +Call, +Write; beside them stand +Deadlines and +Drain.
//
// Bytes arrive in `buffer` (+Input); every complete request in it is answered in order into the
// loop's output, which goes to the socket once a batch. A request that runs on a lane stops the
// batch until its answer is back: pipelined requests are answered in the order they came.

import HTTP1
import Sockets

final class Connection {
    enum Phase {
        /// Between requests, or in the middle of a head.
        case head
        /// The request holds its lease, and its body is arriving.
        case body(BodyReader)
        /// The request was refused; its body is read and dropped.
        case skippingBody(BodyDecoder)
        /// The handler runs on a lane, or the plugin has deferred its answer: see `pending`.
        case calling
        /// The last response is on its way; what still arrives is dropped (RFC 9112 §9.6).
        case closing
    }

    /// Where a batch is given to the socket before its end.
    private static let batchBytesMax = 64 << 10

    let loop: EventLoop
    var id = ConnectionID(token: 0)
    let peer: PeerText
    var phase = Phase.head
    var parser: RequestParser
    var lease: AppLease?
    /// The request as it is counted.
    var exchange = Exchange()
    /// Those before it that are not counted yet.
    var run = ExchangeRun()
    /// The same for the access log, where there is one.
    var accessRecord: AccessRecord?
    /// The call that has not answered yet; it has the request's lease.
    var pending: PendingCall?
    /// The body of the request, or what is left of it, where it is streamed.
    var stream: BodyStream?
    /// What has come and is not answered yet.
    var buffer = ByteQueue()
    /// What the socket has not taken yet. As long as there is any, nothing is read or answered.
    var unsent = ByteQueue()

    /// Open as long as there is one.
    var socket: Socket?
    /// What the loop watches the socket for.
    private var interest = Readiness.readable
    /// The client was seen to send no more, before what it has sent was read.
    private(set) var isEndSeen = false
    /// The client sends no more; what it has sent is still answered.
    var isInputEnded = false
    var isOutputEnded = false
    /// The end of the connection is the end of the response that has begun (HTTP/1.0): one that is
    /// cut off is to end with a reset, or the client would take it for whole.
    var isBodyUntilClose = false
    private var seat: ConnectionSeat?
    var wait: ClientWait
    var stalledOutput = StalledOutput()
    /// What the client has taken late, of what the socket did not take at once.
    var lateByteCount = 0

    init(
        _ loop: EventLoop, _ socket: consuming Socket, peer: SocketAddress,
        _ seat: consuming ConnectionSeat
    ) {
        self.loop = loop
        self.socket = consume socket
        self.peer = PeerText(peer)
        self.seat = consume seat
        parser = RequestParser(limits: loop.headLimits)
        wait = ClientWait(for: .head, at: loop.seconds)
    }

    /// At once; what is still to be sent is dropped.
    func close() {
        guard let socket = socket.take() else { return }
        if isBodyUntilClose, !isOutputEnded { socket.reset() } else { _ = consume socket }
        phase = .closing
        unsent = ByteQueue()
        seat = nil
        endRequest()
        leavePending()
        loop.closed(self)
    }

    // MARK: Read

    /// Takes up what the loop reports about the socket.
    func ready(_ readiness: Readiness) {
        if readiness.contains(.broken) { return close() }
        if readiness.contains(.inputEnded) { seeEnd() }
        if readiness.contains(.writable) { sendUnsent() }
        if readiness.contains(.readable) { read() }
    }

    private func read() {
        // Few clients send more before they are answered: only one that does is watched no more.
        guard mayRead else { return watch(interest.subtracting(.readable)) }
        let isFirst = buffer.isEmpty
        let isBorrowed = borrowInput()
        switch socket?.receive(into: &buffer) {
        case .bytes(let count): arrived(count, isFirst: isFirst)
        case .nothing: break
        case .end: isInputEnded = true
        case .failed, nil: close()
        }
        process()
        if isBorrowed { returnInput() } else { releaseBuffer() }
    }

    private func arrived(_ byteCount: Int, isFirst: Bool) {
        switch phase {
        case .body, .skippingBody: wait.received(byteCount)
        case .head: if isFirst { wait(for: .head) }
        case .calling: if stream != nil { wait.received(byteCount) }
        case .closing: break
        }
    }

    /// Reads no more while a request is with a lane or the client does not take its responses:
    /// what is in memory for one connection stays bounded.
    private var mayRead: Bool {
        if case .calling = phase { return mayReadStream && !isInputEnded }
        return unsent.isEmpty && !isInputEnded
    }

    /// The end of the client's side is told to the plugin of a deferred call once, however much
    /// is still to be read before it.
    private func seeEnd() {
        isEndSeen = true
        updateInterest()
        pending?.deferred?.cancel(.client, isGone: false)
    }

    func updateInterest() {
        var wanted = interest
        if mayRead { wanted.insert(.readable) }
        if isEndSeen || isInputEnded {
            wanted.remove(.inputEnded)
        } else if pending?.deferred != nil, stream == nil {
            wanted.insert(.inputEnded)
        }
        if unsent.isEmpty { wanted.remove(.writable) } else { wanted.insert(.writable) }
        watch(wanted)
    }

    private func watch(_ wanted: Readiness) {
        guard wanted != interest, let descriptor = socket?.descriptor else { return }
        interest = wanted
        loop.rewatch(descriptor, wanted, id)
    }

    // MARK: The steps

    /// Goes on where the connection had to wait for a lane or for its client.
    func resume() {
        process()
        releaseBuffer()
    }

    /// Answers every request that is complete, then gives the answers to the socket.
    private func process() {
        while unsent.isEmpty, step() {
            if loop.output.count >= Self.batchBytesMax { flushAnswers() }
        }
        flushAnswers()
        if isInputEnded { endInput() }
        updateInterest()
    }

    /// What a client reads has been counted before.
    private func flushAnswers() {
        endRun()
        flush()
    }

    /// One step of the connection's request.
    /// - Returns: `false` when it waits: for bytes, for a lane, or for the end.
    private func step() -> Bool {
        switch phase {
        case .head: return readHead()
        case .body(let reader): return readBody(reader)
        case .skippingBody(let decoder): return skipBody(decoder)
        case .calling:
            if let pending { feed(pending) }
            return false
        case .closing:
            buffer.removeAll()
            return false
        }
    }

    /// Ends the request: the next one begins behind `byteCount` bytes.
    func finishRequest(byteCount: Int, keepsAlive: Bool) {
        endRequest(isFollowed: byteCount > 0 && buffer.count > byteCount)
        buffer.removeFirst(byteCount)
        if let stream = stream.take() { return skipRest(of: stream, keepsAlive: keepsAlive) }
        parser.reset(limits: loop.headLimits)
        phase = .head
        wait(for: buffer.isEmpty ? .request : .head)
        if !keepsAlive { beginClosing() }
    }

    /// The client sends no more. Once what it has sent is answered, half a request is left at
    /// most, and that one never will be whole.
    private func endInput() {
        switch phase {
        case .calling: if stream != nil, buffer.isEmpty { close() }
        case .closing: if isOutputEnded { close() }
        case .head, .body, .skippingBody:
            guard unsent.isEmpty else { return }
            beginClosing()
        }
    }
}
