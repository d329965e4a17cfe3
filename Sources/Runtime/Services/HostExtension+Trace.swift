// nano.trace/1: `nano/trace.h`.

import PluginABI
import PluginHosting

extension HostExtension {
    static let trace = HostExtension(
        NANO_TRACE_EXTENSION,
        nano_trace(
            size: UInt32(MemoryLayout<nano_trace>.size), reserved: 0,
            request_id: { host, call, buffer, capacity, count in
                withTrace(host, call) { id, _ in copy(id, buffer, capacity, count) }
            },
            traceparent: { host, call, buffer, capacity, count in
                withTrace(host, call) { _, parent in copy(parent, buffer, capacity, count) }
            }))
}

private func withTrace(
    _ host: UnsafePointer<nano_host>?, _ call: nano_call,
    _ body: (_ id: UnsafeRawBufferPointer, _ parent: UnsafeRawBufferPointer) -> Int32
) -> Int32 {
    guard let context = HostContext.of(host) else { return NANO_ERROR_INVALID }
    let request = call == 0 ? CurrentRequest.value : context.call(call)?.served
    return request?.withTrace(body) ?? NANO_ERROR_STATE
}

private func copy(
    _ bytes: UnsafeRawBufferPointer, _ buffer: UnsafeMutableRawPointer?, _ capacity: Int,
    _ count: UnsafeMutablePointer<Int>?
) -> Int32 {
    guard let count else { return NANO_ERROR_INVALID }
    count.pointee = bytes.count
    guard let start = bytes.baseAddress, !bytes.isEmpty else { return NANO_OK }
    // A capacity beyond `Int.max` is negative here: no such buffer exists.
    guard bytes.count <= capacity else { return NANO_ERROR_LIMIT }
    guard let buffer else { return NANO_ERROR_INVALID }
    buffer.copyMemory(from: start, byteCount: bytes.count)
    return NANO_OK
}
