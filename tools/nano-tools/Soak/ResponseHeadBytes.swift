/// What a client must know of a response's head to find its end (RFC 9112 §6).
struct ResponseHeadBytes {
    /// With the empty line.
    let byteCount: Int
    /// `nil` where the first line is no status line.
    let status: Int?
    /// 0 without one.
    let contentLength: Int
    /// `Connection: close`.
    let closes: Bool

    /// - Returns: `nil` while the head is not whole.
    init?(_ bytes: [UInt8]) {
        guard let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) else { return nil }
        byteCount = end.upperBound
        let lines = String(decoding: bytes[..<end.lowerBound], as: UTF8.self)
            .split(separator: "\r\n")
        let words = lines.first?.split(separator: " ") ?? []
        status = words.count >= 2 && words[0].hasPrefix("HTTP/1.") ? Int(words[1]) : nil
        var contentLength = 0
        var closes = false
        for line in lines.dropFirst() {
            let parts = line.lowercased().split(separator: ":", maxSplits: 1)
            guard parts.count == 2 else { continue }
            let value = parts[1].drop { $0 == " " }
            if parts[0] == "content-length" { contentLength = Int(value) ?? 0 }
            if parts[0] == "connection" && value == "close" { closes = true }
        }
        self.contentLength = contentLength
        self.closes = closes
    }
}
