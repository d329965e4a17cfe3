import PluginABI
import Testing

@testable import PluginKit

@Suite struct ResponseTests {
    /// What a responder was given.
    struct Sent: Equatable {
        var status: UInt32 = 0
        var fields: [String] = []
        var body: [UInt8] = []
    }

    /// Sends `response` to a responder that keeps it.
    func sent(_ response: Response) -> Sent {
        var sent = Sent()
        var responder = nano_responder()
        responder.respond = { responder, response in
            guard let response = response?.pointee,
                let sent = responder?.pointee.host_data?.assumingMemoryBound(to: Sent.self)
            else { return NANO_ERROR_INVALID }
            sent.pointee.status = response.status
            sent.pointee.body = bytes(response.body)
            sent.pointee.fields = UnsafeBufferPointer(
                start: response.headers, count: response.header_count
            ).map {
                String(decoding: bytes($0.name) + [0x3A] + bytes($0.value), as: UTF8.self)
            }
            return NANO_OK
        }
        let code = withUnsafeMutablePointer(to: &sent) {
            responder.host_data = UnsafeMutableRawPointer($0)
            return response.send(to: &responder)
        }
        #expect(code == NANO_OK)
        return sent
    }

    @Test func textHasItsType() {
        let expected = Sent(
            status: 200, fields: ["Content-Type:text/plain; charset=utf-8"], body: [0x61])
        #expect(sent(.text("a")) == expected)
        #expect(sent(.text(String("a"))) == expected)
    }

    @Test func anEmptyAnswerHasNoType() {
        #expect(sent(.empty(.noContent)) == Sent(status: 204))
    }

    @Test func headersKeepTheirOrderAndText() {
        let long = String(repeating: "long value ", count: 100)
        let response = Response.bytes([0, 255], contentType: "a/b", status: 418)
            .header("X-Static", "one").header("X-Short", String(2)).header("X-Long", long)
        let fields = ["Content-Type:a/b", "X-Static:one", "X-Short:2", "X-Long:\(long)"]
        #expect(sent(response) == Sent(status: 418, fields: fields, body: [0, 255]))
    }
}

private func bytes(_ view: nano_bytes) -> [UInt8] {
    Array(UnsafeBufferPointer(start: view.data, count: view.count))
}
