// A request as it is logged, where requests are: its texts as it begins, the rest as it ends.

import HTTP1
import Sockets

extension Connection {
    /// - Parameter hasHead: whether there is one at the first byte of the buffer.
    func beginRecord(app: String?, _ generation: GenerationID?, hasHead: Bool) {
        guard let record = loop.accessLines?.record() else { return }
        peer.withUnsafeBytes { record.begin($0, app: app, generation: generation?.number) }
        accessRecord = record
        if hasHead { setHead(of: record) }
    }

    private func setHead(of record: AccessRecord) {
        let head = parser.head
        buffer.withUnsafeBytes { bytes in
            record.setHead(
                method: bytes[head.method], target: bytes[head.target],
                minorVersion: Int(head.minorVersion))
            var trace = TraceFields()
            for field in head.fields {
                let (name, value) = (bytes[field.name], bytes[field.value])
                trace.take(name, value)
                if FieldName.matches(name, "referer") { record.setReferer(value) }
                if FieldName.matches(name, "user-agent") { record.setUserAgent(value) }
            }
            if let parent = trace.parent {
                record.setTraceID(UnsafeRawBufferPointer(rebasing: parent[TraceParent.traceID]))
            }
            if let requestID = trace.requestID {
                record.setRequestID(requestID)
            } else {
                let made = RequestID.made(for: exchange.number)
                made.span.withUnsafeBytes { record.setRequestID($0) }
            }
        }
    }

    /// Of the response that begins at `offset` in the loop's output.
    func headByteCount(at offset: Int) -> Int {
        loop.output.withUnsafeBytes { bytes in
            var index = offset
            while index + 4 <= bytes.count {
                let end = bytes.loadUnaligned(fromByteOffset: index, as: UInt32.self)
                index += 1
                // CR LF CR LF
                if UInt32(littleEndian: end) == 0x0a0d_0a0d { return index + 3 - offset }
            }
            return bytes.count - offset
        }
    }

    /// Its exchange has ended.
    func log(_ record: AccessRecord) {
        record.status = exchange.status
        record.bodyByteCount = exchange.byteCountOut - exchange.headByteCountOut
        record.durationNanoseconds = loop.clock.nanoseconds - exchange.startNanoseconds
        record.unixNanoseconds = loop.clock.wallNanoseconds(at: exchange.startNanoseconds)
        loop.accessLines?.add(record)
    }
}

extension UnsafeRawBufferPointer {
    fileprivate subscript(_ range: ByteRange) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: self[range.offsets])
    }
}
