import Foundation

/// One connection of a load generator.
struct LoadClient {
    let descriptor: Int32
    /// A request is under way.
    var isWaiting = true
    /// How long it may go on to be.
    var patience = Patience()
    private var received: [UInt8] = []

    init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    /// Requests are small: the socket takes them whole. If it does not, no response comes.
    func send(_ request: [UInt8]) {
        _ = Glibc.send(descriptor, request, request.count, Int32(MSG_NOSIGNAL))
    }

    /// Reads what is there.
    /// - Returns: status and body when the response is whole: `200 v1`.
    /// - Throws: where the connection has ended, or announces its end.
    mutating func receive() throws -> String? {
        var bytes = [UInt8](repeating: 0, count: 4_096)
        let count = recv(descriptor, &bytes, bytes.count, Int32(MSG_DONTWAIT))
        guard count > 0 else {
            throw count == 0 ? TestFailure("closed") : TestFailure.system("recv", errno)
        }
        received += bytes.prefix(count)
        guard let end = received.firstRange(of: Array("\r\n\r\n".utf8)) else { return nil }
        let head = String(decoding: received[..<end.lowerBound], as: UTF8.self)
        let response = try HTTPResponse(head: head)
        guard let bodyBytes = try response.bodyByteCount(isHead: false),
            response["connection"] == nil
        else { throw TestFailure("expected a connection that stays, got \(head)") }
        guard received.count >= end.upperBound + bodyBytes else { return nil }
        guard received.count == end.upperBound + bodyBytes else {
            throw TestFailure("expected one response, got more")
        }
        defer { received = [] }
        return "\(response.status) "
            + String(decoding: received[end.upperBound...], as: UTF8.self)
    }
}
