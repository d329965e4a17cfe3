import Foundation
import Glibc

/// A server on a loopback port of the kernel's choice that answers every connection's first request
/// with given bytes, and then closes it; or that never answers. Ends with the object.
public final class LoopbackServer: Sendable {
    public let port: Int
    private let descriptor: Int32

    /// - Parameters:
    ///   - answer: made of the request's bytes, up to the end of its head; `nil`: nothing
    ///     is sent, and the connection stays until the client closes it.
    ///   - greeting: sent first of all, before anything is read.
    public init(
        greeting: String = "", answer: @escaping @Sendable (String) -> String?
    ) throws {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = INADDR_LOOPBACK.bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let status = withUnsafeMutablePointer(to: &address) { address in
            address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(descriptor, address, length) == 0 && listen(descriptor, 16) == 0
                    && getsockname(descriptor, address, &length) == 0
            }
        }
        guard status else { throw SystemCallError(code: errno) }
        port = Int(UInt16(bigEndian: address.sin_port))
        self.descriptor = descriptor
        Thread.detachNewThread {
            // Closed by nobody else: before an `accept` that has not begun yet, its number could
            // be another server's.
            defer { close(descriptor) }
            while true {
                let connection = accept(descriptor, nil, nil)
                if connection < 0, errno == EINVAL { return }
                guard connection >= 0 else { continue }
                Thread.detachNewThread {
                    Self.send(greeting, connection)
                    Self.serve(connection, answer)
                }
            }
        }
    }

    deinit {
        // Ends the `accept` under way, or the next one (EINVAL): its thread closes, and goes.
        shutdown(descriptor, Int32(SHUT_RDWR))
    }

    public var url: String { "http://127.0.0.1:\(port)/" }

    private static func serve(_ connection: Int32, _ answer: (String) -> String?) {
        defer { close(connection) }
        var request: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4_096)
        while !String(decoding: request, as: UTF8.self).contains("\r\n\r\n") {
            let count = read(connection, &chunk, chunk.count)
            guard count > 0 else { return }
            request += chunk[..<count]
        }
        guard let text = answer(String(decoding: request, as: UTF8.self)) else {
            while read(connection, &chunk, chunk.count) > 0 {}
            return
        }
        send(text, connection)
    }

    private static func send(_ text: String, _ connection: Int32) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Glibc.send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }

    private struct SystemCallError: Error {
        let code: Int32
    }
}
