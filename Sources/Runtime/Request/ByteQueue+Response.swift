// A plugin's response as bytes: its head, and its body whole or in chunks. For answers that come at
// once and for deferred ones alike.

import HTTP1
import PluginABI
import PluginHosting
import Sockets

extension ByteQueue {
    /// Appends the head of a plugin's response and as much of its body as `checked` has sent; a
    /// chunked one's first piece is not framed here.
    /// - Parameter keepsAlive: whether the connection goes on after it.
    mutating func append(
        _ response: nano_response, _ checked: borrowing CheckedResponse, _ frame: ResponseFrame,
        keepsAlive: Bool, _ date: HTTPDate, isChunked: Bool = false
    ) {
        let bytesMax =
            ResponseHead.bytesMax(
                fieldCount: response.header_count, fieldBytes: checked.fieldBytes)
            + serverFieldLine.utf8CodeUnitCount + chunkedFieldLine.utf8CodeUnitCount
            + checked.bodyByteCount
        append(bytesMax: bytesMax) { span in
            span.appendStatusLine(Int(response.status))
            for index in 0..<response.header_count where index != checked.contentLengthIndex {
                let header = response.headers[index]
                span.appendField(name: header.name.span, value: header.value.span)
            }
            if let length = checked.contentLength { span.appendContentLength(length) }
            if isChunked { span.append(chunkedFieldLine) }
            if !checked.hasDate { span.appendDate(date) }
            if !checked.hasServer { span.append(serverFieldLine) }
            span.appendConnection(keepsAlive: keepsAlive, minorVersion: frame.minorVersion)
            span.appendEndOfHead()
            if checked.bodyByteCount > 0, !isChunked { span.append(response.body.span) }
        }
    }

    /// Appends one chunk (RFC 9112 §7.1). An empty one would be the end of the body.
    mutating func appendChunk(_ piece: RawSpan) {
        guard piece.byteCount > 0 else { return }
        append(bytesMax: piece.byteCount + ChunkFraming.bytesMax) { span in
            span.appendChunkSize(piece.byteCount)
            span.append(piece)
            span.append("\r\n")
        }
    }

    /// Appends the last chunk, without a trailer.
    mutating func appendLastChunk() {
        append(bytesMax: ChunkFraming.bytesMax) { $0.append("0\r\n\r\n") }
    }
}

private let chunkedFieldLine: StaticString = "Transfer-Encoding: chunked\r\n"
