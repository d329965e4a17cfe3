internal import PluginABI

/// One deferred request by its number, and what can be done to it. A plain value: that each call is
/// ended once is for `Call` and `ResponseStream` to see to, which are made of it.
struct OpenCall: @unchecked Sendable {
    // Unchecked: the pointers are to tables and a request that nobody writes to, valid until the
    // call has ended, as the events are; the host's functions may be called on any thread.
    let host: Host
    private let calls: UnsafePointer<nano_calls>
    /// 0 once the call has ended.
    private(set) var number: nano_call = 0
    let request: UnsafePointer<nano_request>
    private let unmanagedEvents: Unmanaged<CallEvents>

    /// Defers a request; `nil` where the host does not.
    init?(
        _ request: UnsafePointer<nano_request>, _ responder: UnsafeMutablePointer<nano_responder>,
        host: Host
    ) {
        guard let calls = host.callExtension else { return nil }
        self.host = host
        self.calls = calls
        self.request = request
        let events = CallEvents()
        unmanagedEvents = Unmanaged.passUnretained(events)
        var raw = events.retained()
        guard responder.pointee.defer(responder, &raw, &number) == NANO_OK else {
            CallEvents.forget(raw.data)
            return nil
        }
    }

    var events: CallEvents { unmanagedEvents._withUnsafeGuaranteedRef { $0 } }

    mutating func respond(_ response: Response) -> Int32 {
        let result = response.withView { calls.pointee.respond(host.pointer, number, $0) }
        if result == NANO_OK || result == NANO_ERROR_CANCELLED { number = 0 }
        return result
    }

    func begin(_ head: Response) -> Int32 {
        head.withView { calls.pointee.begin(host.pointer, number, $0) }
    }

    /// - Returns: the result code, and how many bytes were taken.
    func write(_ bytes: nano_bytes, flags: UInt32) -> (code: Int32, count: Int) {
        var count = 0
        let code = calls.pointee.write(host.pointer, number, bytes, flags, &count)
        return (code, count)
    }

    mutating func end() -> Int32 {
        let result = calls.pointee.end(host.pointer, number)
        if result == NANO_OK || result == NANO_ERROR_CANCELLED { number = 0 }
        return result
    }

    /// Another value of the same call has it from now on.
    mutating func hasMoved() { number = 0 }

    /// Nothing happens to a call that has ended.
    mutating func abandon() {
        guard number != 0 else { return }
        _ = calls.pointee.abandon(host.pointer, number)
        number = 0
    }

    /// - Returns: the result code, and how many bytes were read.
    func read(
        into buffer: UnsafeMutableRawBufferPointer, flags: UInt32
    ) -> (code: Int32, count: Int) {
        var count = 0
        let code = calls.pointee.read(
            host.pointer, number, buffer.baseAddress, buffer.count, flags, &count)
        return (code, count)
    }
}
