import HTTP1

/// Encodes the response of a small app into memory that is used again.
struct ResponseEncoding: Workload {
    private var memory = [UInt8](repeating: 0, count: 1_024)
    private let date = HTTPDate(unixSeconds: 784_111_777)
    private let name = Array("Content-Type".utf8)
    private let value = Array("text/plain".utf8)
    private let body = Array("Hello, World!".utf8)

    mutating func result(number: Int) -> Int {
        let (date, name, value, body) = (date, name, value, body)
        return memory.withUnsafeMutableBytes { memory in
            var output = OutputRawSpan(buffer: memory, initializedCount: 0)
            output.appendStatusLine(200)
            output.appendField(name: name.span.bytes, value: value.span.bytes)
            output.appendContentLength(body.count)
            output.appendDate(date)
            output.append("Server: nano\r\n")
            output.appendConnection(keepsAlive: true, minorVersion: 1)
            output.appendEndOfHead()
            output.append(body.span.bytes)
            return output.finalize(for: memory)
        }
    }
}
