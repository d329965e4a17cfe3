internal import PluginABI

extension TestResponse {
    /// A copy of `response`, or `nil` where the runtime would not send it (`nano/response.h`).
    init?(_ response: nano_response) {
        guard (200...599).contains(response.status) else { return nil }
        status = Int(response.status)
        body = [UInt8](response.body)
        for field in UnsafeBufferPointer(start: response.headers, count: response.header_count) {
            let name = [UInt8](field.name)
            let value = [UInt8](field.value)
            guard Self.isSendable(name, value) else { return nil }
            headers.append(
                (String(decoding: name, as: UTF8.self), String(decoding: value, as: UTF8.self)))
        }
    }

    /// Whether the runtime would send the field: a token, plain text, and none that frames the
    /// message.
    private static func isSendable(_ name: [UInt8], _ value: [UInt8]) -> Bool {
        let framing = ["Connection", "Keep-Alive", "Transfer-Encoding", "Upgrade", "Trailer"]
        let text = String(decoding: name, as: UTF8.self)
        return !name.isEmpty && name.allSatisfy(isTokenByte)
            && !framing.contains { $0.hasSameLetters(as: text) }
            && value.allSatisfy { ($0 >= 0x20 && $0 != 0x7F) || $0 == UInt8(ascii: "\t") }
    }

    /// Whether a token may hold `byte` (RFC 9110 section 5.6.2).
    private static func isTokenByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default:
            "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
    }
}

extension [UInt8] {
    /// A copy of what `view` shows.
    init(_ view: nano_bytes) {
        self.init(UnsafeBufferPointer(start: view.data, count: view.count))
    }
}
