// One client connection, from accept to close, on one event loop: read → parse → route → lease →
// call → encode → write. This file accepts, reads and drives; each of the steps has a file of its
// own: +Parse, +Route, +Body, +Call, +Write; beside them stand +Deadlines and +Drain.
//
// Bytes arrive in `buffer`; every complete request in it is answered in order into the loop's
// output buffer, which goes to the socket once a batch. A request that runs on a lane stops the
// batch until its answer is back: pipelined requests are answered in the order they came.

import Glibc
import HTTP1
import NIOCore

final class Connection: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    enum Phase {
        /// Between requests, or in the middle of a head.
        case head
        /// The request holds its lease, and its body is arriving.
        case body(BodyReader)
        /// The request was refused; its body is read and dropped.
        case skippingBody(BodyReader)
        /// The handler runs on a lane; the number says which call an answer belongs to.
        case calling(UInt64)
        /// The last response is on its way; what still arrives is dropped (RFC 9112 §9.6).
        case closing
    }

    /// Where a batch is given to the socket before its end.
    private static let batchBytesMax = 64 << 10

    let loop: LoopState
    var context: ChannelHandlerContext?
    var phase = Phase.head
    var buffer = ByteBuffer()
    var parser: RequestParser
    var lease: AppLease?
    private(set) var peer: [UInt8] = []

    var callNumber: UInt64 = 0
    /// The client sends no more; what it has sent is still answered.
    var isInputClosed = false
    var isOutputFlushed = false
    private var isProcessing = false
    /// The socket has taken all it was given in the middle of `process`.
    private var isAskedAgain = false
    private var isReadHeld = false
    var socket: SocketOutput?
    /// The channel's own, as it last told: asking it takes two retains and an atomic load.
    private var isWritable = true
    private var seat: ConnectionSeat?
    var wait: ClientWait
    var stalledOutput = StalledOutput()

    init(_ loop: LoopState) {
        self.loop = loop
        parser = RequestParser(limits: loop.headLimits)
        wait = ClientWait(for: .head, at: loop.seconds)
    }

    // MARK: Accept

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
    }

    func channelActive(context: ChannelHandlerContext) {
        let client = context.remoteAddress?.withSockAddr { address, _ in ClientNetwork(address) }
        seat = loop.admission.seat(for: client ?? nil, loop.limits)
        guard seat != nil else { return refuse(context) }
        peer = PeerAddress.text(context.remoteAddress)
        socket = SocketOutput(context.channel)
        wait(for: .head)
        loop.opened(self)
        if loop.isDraining { beginClosing(context) }
    }

    /// Closes at once, with a reset: nothing of it is left in the kernel, no byte of a request was
    /// taken, and a client may try again (RFC 9112 §9.3.1). An answer would have to be lingered
    /// over to arrive, and so would hold what there is too little of.
    private func refuse(_ context: ChannelHandlerContext) {
        phase = .closing
        let channel = context.channel as? any SocketOptionProvider
        _ = channel?.setSoLinger(linger(l_onoff: 1, l_linger: 0))
        context.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        phase = .closing
        seat = nil
        socket = nil
        endLease()
        self.context = nil
        loop.closed(self)
    }

    // MARK: Read

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var incoming = unwrapInboundIn(data)
        switch phase {
        case .closing: return
        case .body, .skippingBody: wait.received(incoming.readableBytes)
        case .head: if buffer.readableBytes == 0 { wait(for: .head) }
        case .calling: break
        }
        if buffer.readableBytes == 0 {
            buffer = incoming
        } else {
            buffer.writeBuffer(&incoming)
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        process(context)
    }

    /// Reads no more while a request is with a lane or the client does not take its responses:
    /// what is in memory for one connection stays bounded.
    func read(context: ChannelHandlerContext) {
        if mayRead { context.read() } else { isReadHeld = true }
    }

    private var mayRead: Bool {
        if case .calling = phase { return false }
        return isWritable
    }

    private func resumeReading(_ context: ChannelHandlerContext) {
        guard isReadHeld, mayRead else { return }
        isReadHeld = false
        context.read()
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        isWritable = context.channel.isWritable
        if isWritable { process(context) }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        guard case .inputClosed? = event as? ChannelEvent else {
            return context.fireUserInboundEventTriggered(event)
        }
        isInputClosed = true
        guard case .closing = phase else { return process(context) }
        // Otherwise the last byte is still to be written, and closes the connection when it is.
        if isOutputFlushed { context.close(promise: nil) }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    // MARK: The steps

    /// Answers every request that is complete, then gives the answers to the socket.
    func process(_ context: ChannelHandlerContext) {
        // A write may report before it returns that the socket takes more: that is the next
        // round of this call, not a call inside it.
        isAskedAgain = true
        if isProcessing { return }
        isProcessing = true
        while isAskedAgain {
            isAskedAgain = false
            answerBatch(context)
        }
        isProcessing = false
        keepRest()
        if isInputClosed { endInput(context) } else { resumeReading(context) }
    }

    private func answerBatch(_ context: ChannelHandlerContext) {
        while isWritable, step(context) {
            if loop.output.readableBytes >= Self.batchBytesMax { flush(context) }
        }
        flush(context)
    }

    /// The client sends no more. Once what it has sent is answered, half a request is left at
    /// most, and that one never will be whole.
    private func endInput(_ context: ChannelHandlerContext) {
        switch phase {
        case .calling, .closing: return
        case .head, .body, .skippingBody:
            guard isWritable else { return }
            endLease()
            beginClosing(context)
        }
    }

    /// One step of the connection's request.
    /// - Returns: `false` when it waits: for bytes, for a lane, or for the end.
    private func step(_ context: ChannelHandlerContext) -> Bool {
        switch phase {
        case .head: return readHead(context)
        case .body(let reader): return readBody(reader, context)
        case .skippingBody(let reader): return skipBody(reader, context)
        case .calling: return false
        case .closing:
            buffer.clear(minimumCapacity: 0)
            return false
        }
    }

    /// Ends the request: the next one begins behind `byteCount` bytes.
    func finishRequest(byteCount: Int, keepsAlive: Bool, _ context: ChannelHandlerContext) {
        endLease()
        buffer.moveReaderIndex(forwardBy: byteCount)
        parser.reset(limits: loop.headLimits)
        phase = .head
        wait(for: buffer.readableBytes == 0 ? .request : .head)
        if !keepsAlive { beginClosing(context) }
    }

    func endLease() {
        _ = lease.take()
    }

    /// Half a request must not hold on to a whole receive buffer.
    private func keepRest() {
        if buffer.readableBytes == 0 {
            buffer = ByteBuffer()
        } else if buffer.readerIndex > 0, buffer.readableBytes < buffer.readerIndex {
            if case .calling = phase { return }
            buffer.discardReadBytes()
        }
    }
}
