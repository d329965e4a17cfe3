// What others are told of the request that a plugin has, where somebody asks: it is read from the
// request's fields then, and its id made, so that nobody else pays for it.

import PluginABI

extension CallFrame: ServedRequest {
    private static let stateFieldName: StaticString = "tracestate"

    private var fields: UnsafeBufferPointer<nano_header> {
        UnsafeBufferPointer(start: request.pointee.headers, count: request.pointee.header_count)
    }

    func withTrace<Result>(
        _ body: (_ id: UnsafeRawBufferPointer, _ parent: UnsafeRawBufferPointer) -> Result
    ) -> Result {
        var trace = TraceFields()
        for field in fields { trace.take(field.name.bytes, field.value.bytes) }
        let parent = trace.parent ?? UnsafeRawBufferPointer(start: nil, count: 0)
        if let id = trace.requestID { return body(id, parent) }
        let made = RequestID.made(for: number)
        return made.span.withUnsafeBytes { body($0, parent) }
    }

    var traceState: String {
        fields.lazy
            .filter { FieldName.matches($0.name.bytes, Self.stateFieldName) && $0.value.count > 0 }
            .map { String(decoding: $0.value.bytes, as: UTF8.self) }
            .joined(separator: ",")
    }
}

extension nano_bytes {
    fileprivate var bytes: UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: data, count: count)
    }
}
