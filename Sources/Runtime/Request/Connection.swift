// One client connection, from accept to close, on one event loop: read → parse → route → lease →
// call → encode → write. This file drives the steps; each of the others is one of them.
//
// Bytes arrive in `buffer`; every complete request in it is answered in order into the loop's
// output buffer, which goes to the socket once a batch. A request that runs on a lane stops the
// batch until its answer is back: pipelined requests are answered in the order they came.

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

    /// How long the client may take to close after the last response, so that it reads it.
    static let lingerSeconds: UInt32 = 2
    static let idleSeconds: UInt32 = 60
    static let headSeconds: UInt32 = 10
    /// How long a body may pause, and how long a client may take nothing of what it is sent.
    static let pauseSeconds: UInt32 = 30
    /// Where a batch is given to the socket before its end.
    private static let batchBytesMax = 64 << 10
    /// The largest output buffer that a loop keeps for the next batch.
    private static let keptBytesMax = 1 << 20

    let loop: LoopState
    var context: ChannelHandlerContext?
    var phase = Phase.head
    var buffer = ByteBuffer()
    var parser: RequestParser
    var lease: AppLease?
    private(set) var peer: [UInt8] = []

    var callNumber: UInt64 = 0
    /// The client sends no more; what it has sent is still answered.
    private var isInputClosed = false
    private var isOutputFlushed = false
    private var isProcessing = false
    /// The socket has taken all it was given in the middle of `process`.
    private var isAskedAgain = false
    private var isReadHeld = false
    private var socket: SocketOutput?
    /// The channel's own, as it last told: asking it takes two retains and an atomic load.
    private var isWritable = true
    /// In seconds of the loop; the connection is closed when it is over.
    var deadline: UInt32 = 0
    /// What was still to be sent when the deadline passed last.
    var unsentByteCount = Int.max

    init(_ loop: LoopState) {
        self.loop = loop
        parser = RequestParser(limits: loop.limits)
    }

    // MARK: Accept

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
    }

    func channelActive(context: ChannelHandlerContext) {
        peer = PeerAddress.text(context.remoteAddress)
        socket = SocketOutput(context.channel)
        setDeadline(Self.headSeconds)
        loop.opened(self)
        if loop.isDraining { beginClosing(context) }
    }

    func channelInactive(context: ChannelHandlerContext) {
        phase = .closing
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
        case .body, .skippingBody: setDeadline(Self.pauseSeconds)
        case .head: if buffer.readableBytes == 0 { setDeadline(Self.headSeconds) }
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
        parser.reset()
        phase = .head
        unsentByteCount = .max
        setDeadline(buffer.readableBytes == 0 ? Self.idleSeconds : Self.headSeconds)
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

    // MARK: Write

    func flush(_ context: ChannelHandlerContext) {
        guard loop.output.readableBytes > 0 else { return }
        // `send` calls nobody back, so it may write from where the bytes are.
        if socket?.write(&loop.output) != true { return writeRest(context) }
        if loop.output.capacity <= Self.keptBytesMax {
            loop.output.clear()
        } else {
            loop.output = ByteBuffer()
        }
    }

    /// Has NIO send what the socket did not take, and everything until it has.
    private func writeRest(_ context: ChannelHandlerContext) {
        // Taken out first: the write may call back into this connection before it returns.
        var rest = ByteBuffer()
        swap(&rest, &loop.output)
        socket?.beginWaiting()
        context.writeAndFlush(wrapOutboundOut(rest)).assumeIsolated().whenComplete { [self] _ in
            socket?.endWaiting()
        }
    }

    /// Sends what is there, then ends the output; the input is read to its end for a while.
    func beginClosing(_ context: ChannelHandlerContext) {
        if case .closing = phase { return }
        phase = .closing
        flush(context)
        setDeadline(Self.lingerSeconds)
        // A last write of nothing tells when all before it is written. To close at once would
        // drop it where the client has ended its side: NIO then closes the whole socket.
        context.writeAndFlush(wrapOutboundOut(ByteBuffer())).assumeIsolated()
            .whenComplete { [self] _ in endOutput() }
    }

    private func endOutput() {
        isOutputFlushed = true
        setDeadline(Self.lingerSeconds)
        context?.close(mode: isInputClosed ? .all : .output, promise: nil)
    }

    // MARK: Drain

    /// Answers an in-flight request of the generation with 503 and closes the connection.
    func cut(_ generation: GenerationID) {
        guard let context, lease?.shard.generation.id == generation else { return }
        answer(.cut, .closing)
        endLease()
        beginClosing(context)
    }

    func closeIfIdle() {
        guard case .head = phase, buffer.readableBytes == 0, let context else { return }
        beginClosing(context)
    }

    func closeIfUnleased() {
        guard let context else { return }
        switch phase {
        case .head, .skippingBody: beginClosing(context)
        case .closing where isOutputFlushed: context.close(promise: nil)
        case .closing, .body, .calling: break
        }
    }
}
