import Glibc
import Testing

/// A blocking HTTP client that sees every byte. Gives up after ten seconds, which no result
/// depends on.
final class Client: Sendable {
    private let descriptor: Int32

    init(port: Int) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        try #require(descriptor >= 0)
        var patience = timeval(tv_sec: 10, tv_usec: 0)
        setsockopt(
            descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7f00_0001).bigEndian
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        try #require(result == 0, "connect: \(String(cString: strerror(errno)))")
    }

    deinit {
        close(descriptor)
    }

    /// Has its end be a reset: the server is to know that nobody is there any more.
    func endWithReset() {
        var atOnce = linger(l_onoff: 1, l_linger: 0)
        setsockopt(
            descriptor, SOL_SOCKET, SO_LINGER, &atOnce, socklen_t(MemoryLayout<linger>.size))
    }

    func send(_ text: String) {
        send(Array(text.utf8))
    }

    func send(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }

    /// Says that nothing more comes.
    func endInput() {
        shutdown(descriptor, Int32(SHUT_WR))
    }

    /// Some bytes; `nil` at the end, or when nothing came for ten seconds.
    func read() -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: 64 << 10)
        let count = bytes.withUnsafeMutableBytes { recv(descriptor, $0.baseAddress, $0.count, 0) }
        return count > 0 ? Array(bytes.prefix(count)) : nil
    }

    /// The first line, without its line end, and all else that came with it dropped.
    func readLine() -> String? {
        read().map { String(decoding: $0.prefix { $0 != 13 }, as: UTF8.self) }
    }

    /// Reads this many bytes, or a few more, or all until the server ends its side.
    /// - Returns: how many there were.
    func skip(_ wanted: Int) -> Int {
        var count = 0
        while count < wanted, let bytes = read() { count += bytes.count }
        return count
    }

    /// All bytes up to one that ends this text, and what came with it; or to the end.
    func readUntil(_ end: String) -> String {
        var text = ""
        while !text.hasSuffix(end), let more = read() {
            text += String(decoding: more, as: UTF8.self)
        }
        return text
    }

    /// All bytes until the server ends its side.
    func readToEnd() -> String {
        var bytes: [UInt8] = []
        while let more = read() { bytes += more }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Waits for the end of the server's side, and drops what comes before it.
    /// - Returns: whether it was a reset.
    func readToReset() -> Bool {
        while read() != nil {}
        return errno == ECONNRESET
    }

    /// One response with Content-Length.
    func readResponse() -> String {
        var text = ""
        while let more = read() {
            text += String(decoding: more, as: UTF8.self)
            if let missing = Self.missingBytes(text), missing <= 0 { break }
        }
        return text
    }

    private static func missingBytes(_ text: String) -> Int? {
        let parts = text.utf8.split(separator: 13, omittingEmptySubsequences: false)
        var headCount = 0
        var length = 0
        for part in parts {
            let line = String(Substring(part)).drop { $0 == "\n" }
            headCount += part.count + 1
            if line.lowercased().hasPrefix("content-length: ") {
                length = Int(line.dropFirst(16)) ?? 0
            }
            if line.isEmpty && headCount > 2 { return headCount + 1 + length - text.utf8.count }
        }
        return nil
    }
}
