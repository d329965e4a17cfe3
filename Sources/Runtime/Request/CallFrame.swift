// All that one call into a plugin reads and writes, in memory that stays where it is: the request
// as the ABI has it, its bytes, and the answer as it is written. An event loop has one for its
// inline calls and uses it again and again; a call on a lane has its own.
//
// Nothing of the event loop or of the connection is lent to the plugin: what a call needs is moved
// in before and taken out after. So a frame can be given away, to a deferred call, which keeps the
// request until it has ended, or with a thread that does not come back.

import HTTP1
import PluginABI
import Sockets

final class CallFrame {
    let origin: CallOrigin
    let fieldCountMax: Int
    /// The bytes of the request, perhaps with some of the next one's behind them.
    var bytes = ByteQueue()
    /// Where the answer is written.
    var response: PluginResponse
    /// What the plugin will find to read of the request's body, should it be deferred.
    var incoming = IncomingBody.Kind.whole
    /// Of the request, in this process.
    var number: UInt64 = 0
    /// When its response is to have begun, on a lane; `nil` for never.
    var deadlineMilliseconds: Int?
    /// What is called. The request's lease keeps it for longer than the call lasts.
    private var generation: Unmanaged<Generation>?
    /// The call, once the plugin has deferred it.
    private var deferred: DeferredCall?

    let request: UnsafeMutablePointer<nano_request>
    let responder: UnsafeMutablePointer<nano_responder>
    private let headers: UnsafeMutablePointer<nano_header>
    private let peer: UnsafeMutablePointer<PeerText>

    /// - Parameter fieldCountMax: the fields that a request may have.
    init(_ origin: CallOrigin, fieldCountMax: Int) {
        self.origin = origin
        self.fieldCountMax = fieldCountMax
        response = PluginResponse(origin.drain)
        request = .allocate(capacity: 1)
        responder = .allocate(capacity: 1)
        headers = .allocate(capacity: fieldCountMax)
        peer = .allocate(capacity: 1)
        request.initialize(to: nano_request())
        request.pointee.size = UInt32(MemoryLayout<nano_request>.size)
        request.pointee.headers = UnsafePointer(headers)
        responder.initialize(
            to: nano_responder(
                size: UInt32(MemoryLayout<nano_responder>.size), reserved: 0, host_data: nil,
                respond: { responder, answer in
                    CallFrame.with(responder) { $0.respond(answer) }
                },
                defer: { responder, events, call in
                    CallFrame.with(responder) { $0.deferCall(events, call) }
                }))
        responder.pointee.host_data = Unmanaged.passUnretained(self).toOpaque()
    }

    deinit {
        request.deallocate()
        responder.deallocate()
        headers.deallocate()
        peer.deallocate()
    }
}

// MARK: Around the call

extension CallFrame {
    /// Makes the request that lies at the first byte of `bytes` the one that is called with.
    /// - Parameters:
    ///   - body: where the body lies, counted from the first byte of the head.
    ///   - responseFrame: how the answer is framed.
    func begin(
        _ generation: Generation, _ head: borrowing RequestHead, body: Range<Int>, _ peer: PeerText,
        _ responseFrame: ResponseFrame, _ date: HTTPDate
    ) {
        self.generation = Unmanaged.passUnretained(generation)
        self.peer.initialize(to: peer)
        response.begin(responseFrame, date)
        // Valid beyond the closure: the bytes are neither moved nor freed before the request ends.
        bytes.withUnsafeBytes { fill(head, $0, body: body) }
        request.pointee.peer = nano_bytes(data: PeerText.start(of: self.peer), count: peer.count)
    }

    private func fill(
        _ head: borrowing RequestHead, _ bytes: UnsafeRawBufferPointer, body: Range<Int>
    ) {
        for index in head.fields.indices {
            let field = head.fields[index]
            headers[index] = nano_header(
                name: bytes.view(field.name), value: bytes.view(field.value))
        }
        request.pointee.http_version = 0x0100 | UInt32(head.minorVersion)
        request.pointee.method = bytes.view(head.method)
        request.pointee.target = bytes.view(head.target)
        request.pointee.path = bytes.view(head.path)
        request.pointee.query = bytes.view(head.query)
        request.pointee.host = bytes.view(head.host)
        request.pointee.header_count = head.fields.count
        request.pointee.body = nano_bytes(
            data: bytes.baseAddress?.advanced(by: body.lowerBound)
                .assumingMemoryBound(to: UInt8.self),
            count: body.count)
    }

    /// Also once the handler has answered, or deferred.
    var isInHandle: Bool { response.isOpen || deferred != nil }

    /// Nothing that the plugin still does with the responder has an effect.
    /// - Returns: the call, if the plugin has deferred it. It has the frame from here on.
    func end() -> DeferredCall? {
        response.close()
        return deferred.take()
    }
}

// MARK: For the operator

extension CallFrame {
    private static let textBytesMax = 256

    /// The method and the path. The request's bytes are ours: a plugin that has faulted may have
    /// written over them, but not taken them away.
    var requestLine: String { "\(method) \(path)" }

    /// Or its beginning.
    var method: String { Self.text(request.pointee.method) }

    /// Or its beginning.
    var path: String { Self.text(request.pointee.path) }

    /// Address and port.
    var client: String { Self.text(request.pointee.peer) }

    private static func text(_ view: nano_bytes) -> String {
        let shown = UnsafeBufferPointer(start: view.data, count: min(view.count, textBytesMax))
        return String(decoding: shown, as: UTF8.self)
    }
}

// MARK: The responder

extension CallFrame {
    private static func with(
        _ responder: UnsafeMutablePointer<nano_responder>?, _ body: (CallFrame) -> Int32
    ) -> Int32 {
        guard let data = responder?.pointee.host_data else { return NANO_ERROR_INVALID }
        return Unmanaged<CallFrame>.fromOpaque(data)._withUnsafeGuaranteedRef(body)
    }

    private func respond(_ answer: UnsafePointer<nano_response>?) -> Int32 {
        guard let answer else { return NANO_ERROR_INVALID }
        return response.respond(answer.pointee)
    }

    private func deferCall(
        _ events: UnsafePointer<nano_call_events>?, _ number: UnsafeMutablePointer<nano_call>?
    ) -> Int32 {
        guard let number, let callbacks = CallEvents(events) else { return NANO_ERROR_INVALID }
        guard response.isUnanswered, let generation else { return NANO_ERROR_STATE }
        let call = DeferredCall(
            generation.takeUnretainedValue(), self, callbacks, response.frame)
        deferred = call
        response.close()
        number.pointee = call.number.value
        return NANO_OK
    }
}

extension UnsafeRawBufferPointer {
    fileprivate func view(_ range: ByteRange) -> nano_bytes {
        nano_bytes(
            data: baseAddress?.advanced(by: Int(range.start)).assumingMemoryBound(to: UInt8.self),
            count: Int(range.count))
    }
}
