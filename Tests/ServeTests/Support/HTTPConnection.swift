import Foundation

/// A client's end of one connection, on a plain blocking socket: what is sent and when is the
/// test's to say, byte by byte. Used by one thread.
final class HTTPConnection {
    private let descriptor: Int32
    private var received: [UInt8] = []

    /// Connects to a port of 127.0.0.1.
    /// - Parameter bufferBytes: what the kernel may keep for this end; see `LoopbackSocket`.
    init(port: Int, bufferBytes: Int32? = nil) throws {
        descriptor = try LoopbackSocket.connect(port: port, bufferBytes: bufferBytes)
    }

    /// Connects to a Unix socket.
    init(path: String) throws {
        descriptor = try UnixSocket.connect(path: path)
    }

    deinit {
        close(descriptor)
    }

    func send(_ text: String) throws {
        try send(Array(text.utf8))
    }

    func send(_ bytes: [UInt8]) throws {
        let patience = Patience()
        var rest = bytes[...]
        while !rest.isEmpty {
            guard patience.wait(for: descriptor, toWrite: true) else {
                throw TestFailure("expected the server to read, got a full socket")
            }
            let count = rest.withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { throw TestFailure.system("send", errno) }
            rest = rest.dropFirst(count)
        }
    }

    /// Sends what the server may have no ear for.
    func sendIfTaken(_ text: String) {
        _ = LoopbackSocket.sendNow(descriptor, Array(text.utf8)[...])
    }

    /// Sends, and reads nothing, until the server's side has taken nothing for a second.
    /// - Returns: how many bytes it did not take.
    func sendUntilFull(_ bytes: [UInt8]) -> Int {
        LoopbackSocket.sendUntilFull(descriptor, bytes[...])
    }

    /// Sends no more, and goes on reading.
    func endSending() {
        shutdown(descriptor, Int32(SHUT_WR))
    }

    /// Makes a reset of its close, as when the client's machine restarts: what is under way in
    /// either direction is lost (`SO_LINGER`, socket(7)).
    func resetWhenClosed() {
        var option = linger(l_onoff: 1, l_linger: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
    }

    /// Reads one response.
    /// - Parameter isHead: it answers a HEAD, and has no body whatever its fields say.
    func receive(isHead: Bool = false) throws -> HTTPResponse {
        let patience = Patience()
        var response = try receiveHead(patience)
        response.body = try takeBody(try response.bodyByteCount(isHead: isHead), patience)
        return response
    }

    /// Reads the head of a response, whose body is then the caller's to read.
    func receiveHead(_ patience: Patience = Patience()) throws -> HTTPResponse {
        try HTTPResponse(head: receiveText(until: "\r\n\r\n", patience))
    }

    /// Reads what is there of a body, at least a byte: at most 64 KiB.
    func receivePiece() throws -> [UInt8] {
        guard try !received.isEmpty || fill(Patience()) else {
            throw TestFailure("expected more of a body, got its end")
        }
        defer { received = [] }
        return received
    }

    /// Reads a chunk (RFC 9112 section 7.1).
    /// - Returns: `nil` for the last one.
    func receiveChunk() throws -> String? {
        let patience = Patience()
        let size = try receiveText(until: "\r\n", patience)
        guard let count = Int(size, radix: 16) else {
            throw TestFailure("expected a chunk's size, got \(size)")
        }
        let chunk = try takeBody(count + 2, patience)
        guard chunk.suffix(2) == [0x0d, 0x0a] else {
            throw TestFailure("expected the end of a chunk, got \(chunk)")
        }
        return count == 0 ? nil : String(decoding: chunk.dropLast(2), as: UTF8.self)
    }

    /// Waits until the server closes, in order.
    /// - Throws: where another byte comes first, or a reset.
    func receiveEnd() throws {
        let patience = Patience()
        guard received.isEmpty, try !fill(patience) else {
            throw TestFailure("expected the end of the connection, got \(receivedText)")
        }
    }

    /// Waits until the server resets a connection that it does not answer.
    func receiveReset() throws {
        var byte: UInt8 = 0
        guard Patience().wait(for: descriptor), recv(descriptor, &byte, 1, 0) < 0,
            errno == ECONNRESET
        else { throw TestFailure("expected a reset, got an answer, an end or nothing") }
    }

    /// Whether something comes in time that is not read yet, or the end.
    func hasAnswer(withinSeconds seconds: Double = Patience.seconds) -> Bool {
        !received.isEmpty || Patience(seconds: seconds).wait(for: descriptor)
    }

    /// Whether the server's side is gone in time, as it says with a reset to what is sent to it.
    func isReset(withinSeconds seconds: Double) -> Bool {
        // No event asked for: errors are told always.
        Patience(seconds: seconds).wait(for: descriptor, events: 0)
    }

    /// Reads to the end, in order or by a reset.
    /// - Returns: how many bytes came.
    func receiveAll() -> Int {
        var count = received.count
        received = []
        while (try? fill(Patience())) == true {
            count += received.count
            received = []
        }
        return count
    }

    /// Reads up to an end, which is not part of what it returns.
    private func receiveText(until end: String, _ patience: Patience) throws -> String {
        while true {
            if let range = received.firstRange(of: Array(end.utf8)) {
                defer { received.removeSubrange(..<range.upperBound) }
                return String(decoding: received[..<range.lowerBound], as: UTF8.self)
            }
            guard try fill(patience) else {
                throw TestFailure("expected a response, got the end behind \(receivedText)")
            }
        }
    }

    private var receivedText: String { String(decoding: received, as: UTF8.self) }

    private func takeBody(_ count: Int?, _ patience: Patience) throws -> [UInt8] {
        while count.map({ received.count < $0 }) ?? true {
            guard try fill(patience) else { break }
        }
        guard received.count >= count ?? 0 else {
            throw TestFailure("expected a body of \(count ?? 0) bytes, got \(receivedText)")
        }
        defer { received.removeSubrange(..<(count ?? received.count)) }
        return Array(received[..<(count ?? received.count)])
    }

    /// - Returns: `false` at the end of the connection.
    private func fill(_ patience: Patience) throws -> Bool {
        guard patience.wait(for: descriptor) else {
            throw TestFailure("expected an answer or an end in time, got \(receivedText)")
        }
        var bytes = [UInt8](repeating: 0, count: 64 << 10)
        let count = recv(descriptor, &bytes, bytes.count, 0)
        guard count >= 0 else { throw TestFailure.system("recv", errno) }
        received += bytes.prefix(count)
        return count > 0
    }
}

extension HTTPConnection {
    /// Sends a request.
    /// - Parameter fields: whole lines without their ends.
    func request(
        _ method: String = "GET", _ target: String = "/", host: String, fields: [String] = [],
        body: String = ""
    ) throws {
        let length = body.isEmpty ? [] : ["Content-Length: \(body.utf8.count)"]
        let lines = ["\(method) \(target) HTTP/1.1", "Host: \(host)"] + fields + length
        try send(lines.joined(separator: "\r\n") + "\r\n\r\n" + body)
    }

    /// Sends a request and reads its response.
    func answer(
        _ method: String = "GET", _ target: String = "/", host: String, fields: [String] = [],
        body: String = ""
    ) throws -> HTTPResponse {
        try request(method, target, host: host, fields: fields, body: body)
        return try receive(isHead: method == "HEAD")
    }
}
