// nano.call/1: the way from a plugin's number to the call that its host knows by it.

import PluginABI

extension PluginHost {
    static let callExtension = HostExtension(
        NANO_CALL_EXTENSION,
        nano_calls(
            size: UInt32(MemoryLayout<nano_calls>.size), reserved: 0,
            respond: { host, number, response in
                guard let response else { return NANO_ERROR_INVALID }
                return PluginHost.with(host, number) { $0.respond(response.pointee) }
            },
            begin: { host, number, head in
                guard let head else { return NANO_ERROR_INVALID }
                return PluginHost.with(host, number) { $0.begin(head.pointee) }
            },
            write: { PluginHost.write($0, $1, $2, flags: $3, $4) },
            end: { host, number in PluginHost.with(host, number) { $0.end() } },
            abandon: { host, number in PluginHost.with(host, number) { $0.abandon() } },
            read: { PluginHost.read($0, $1, $2, $3, flags: $4, $5) }))

    private static func with(
        _ host: UnsafePointer<nano_host>?, _ number: nano_call, _ body: (any HostedCall) -> Int32
    ) -> Int32 {
        guard let call = of(host)?.calls?.call(number) else { return NANO_ERROR_STATE }
        return body(call)
    }

    private static func write(
        _ host: UnsafePointer<nano_host>?, _ number: nano_call, _ bytes: nano_bytes, flags: UInt32,
        _ written: UnsafeMutablePointer<Int>?
    ) -> Int32 {
        guard let written, bytes.isView(.max) else { return NANO_ERROR_INVALID }
        written.pointee = 0
        let view = UnsafeRawBufferPointer(start: bytes.data, count: bytes.count)
        return with(host, number) {
            $0.write(view, waits: flags & NANO_WAIT != 0, byteCount: &written.pointee)
        }
    }

    private static func read(
        _ host: UnsafePointer<nano_host>?, _ number: nano_call, _ buffer: UnsafeMutableRawPointer?,
        _ capacity: Int, flags: UInt32, _ count: UnsafeMutablePointer<Int>?
    ) -> Int32 {
        // A capacity beyond `Int.max` is negative here.
        guard let count, let buffer, capacity > 0 else { return NANO_ERROR_INVALID }
        count.pointee = 0
        let room = UnsafeMutableRawBufferPointer(start: buffer, count: capacity)
        return with(host, number) {
            $0.read(room, waits: flags & NANO_WAIT != 0, byteCount: &count.pointee)
        }
    }
}
