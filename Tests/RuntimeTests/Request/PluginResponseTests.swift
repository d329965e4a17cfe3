import PluginABI
import Testing

@testable import Runtime

/// Every rule of nano/response.h, through the function pointer that a plugin gets.
@Suite struct PluginResponseTests {
    private typealias Field = (name: StaticString, value: StaticString)

    private func respond(
        status: UInt32 = 200, _ fields: [Field] = [], body: StaticString = "",
        _ call: ScriptedCall = ScriptedCall()
    ) throws -> (code: Int32, output: String) {
        let headers = fields.map { nano_header(name: .init($0.name), value: .init($0.value)) }
        return try headers.withUnsafeBufferPointer {
            let result = try call.respond(
                nano_response(
                    status: status, headers: $0.baseAddress, headerCount: $0.count,
                    body: .init(body)))
            return (result.code, result.output)
        }
    }

    private func expectRefusal(
        _ response: nano_response, because part: String, location: SourceLocation = #_sourceLocation
    ) throws {
        let result = try ScriptedCall().respond(response)
        #expect(result.code == NANO_ERROR_INVALID, sourceLocation: location)
        #expect(result.output == "before|", sourceLocation: location)
        guard case .failed(.invalid(let reason), nil) = result.outcome else {
            Issue.record("the answer was sent", sourceLocation: location)
            return
        }
        #expect(reason.contains(part), sourceLocation: location)
    }

    @Test func sendsStatusFieldsAndBodyBehindWhatIsThere() throws {
        let result = try respond(status: 201, [("X-One", "1"), ("X-Two", "")], body: "hello")
        #expect(result.code == NANO_OK)
        #expect(
            result.output == """
                before|HTTP/1.1 201 Created\r\nX-One: 1\r\nX-Two: \r\nContent-Length: 5\r\n\
                Date: Thu, 01 Jan 1970 00:00:00 GMT\r\nServer: nano\r\n\r\nhello
                """)
    }

    @Test(arguments: [0, 100, 199, 600, 1_000, UInt32.max])
    func refusesAStatusThatNoFinalResponseHas(status: UInt32) throws {
        try expectRefusal(nano_response(status: status), because: "expected 200 to 599")
    }

    @Test func refusesAStructThatIsTooSmall() throws {
        var response = nano_response()
        response.size = 39
        try expectRefusal(response, because: "expected at least 40, got 39")
    }

    @Test(arguments: ["", "a b", "a:", "a\r\n", "ü"] as [StaticString])
    func refusesANameThatIsNoToken(name: StaticString) throws {
        #expect(try respond([(name, "value")]).code == NANO_ERROR_INVALID)
    }

    @Test(arguments: ["a\r\nSet-Cookie: b", "a\n", "a\r", "\0", "\u{7f}"] as [StaticString])
    func refusesAValueWithControlBytes(value: StaticString) throws {
        let result = try respond([("X-One", value)])
        #expect(result.code == NANO_ERROR_INVALID)
        #expect(result.output == "before|")
    }

    @Test(
        arguments: [
            "Connection", "keep-alive", "TRANSFER-ENCODING", "Upgrade", "trailer",
        ] as [StaticString])
    func refusesTheFieldsOfTheHost(name: StaticString) throws {
        #expect(try respond([(name, "x")]).code == NANO_ERROR_INVALID)
    }

    @Test(arguments: ["4", "6", "+5", "5 ", "", "-1", "99999999999999999999"] as [StaticString])
    func refusesAContentLengthThatIsNotTheBodys(value: StaticString) throws {
        #expect(try respond([("Content-Length", value)], body: "12345").code == NANO_ERROR_INVALID)
    }

    @Test func sendsAMatchingContentLengthOnce() throws {
        let output = try respond([("Content-Length", "5")], body: "12345").output
        #expect(output.split(separator: "Content-Length: 5\r\n").count == 2)
        #expect(
            try respond([("Content-Length", "5"), ("content-length", "5")], body: "12345").code
                == NANO_ERROR_INVALID)
    }

    @Test func keepsDateAndServerOfThePlugin() throws {
        let output = try respond([("date", "today"), ("SERVER", "mine")]).output
        #expect(!output.contains("Date:") && !output.contains("Server: nano"))
        #expect(output.contains("date: today\r\n") && output.contains("SERVER: mine\r\n"))
    }

    @Test func sendsNoBodyWithNoContentAndNotModified() throws {
        let noContent = try respond(status: 204, [("Content-Length", "4")], body: "body").output
        #expect(noContent.hasSuffix("\r\n\r\n") && !noContent.contains("Content-Length"))
        let notModified = try respond(status: 304, [("Content-Length", "9")], body: "body").output
        #expect(notModified.hasSuffix("\r\n\r\n") && notModified.contains("Content-Length: 9"))
    }

    @Test func sendsNoBodyWithResetContentAndSaysSo() throws {
        let output = try respond(status: 205, [("Content-Length", "4")], body: "body").output
        #expect(output.hasSuffix("\r\n\r\n") && output.contains("Content-Length: 0\r\n"))
    }

    @Test func answersHeadWithTheLengthAndWithoutTheBody() throws {
        let head = ScriptedCall(request: "HEAD / HTTP/1.1\r\nHost: app\r\n\r\n")
        let output = try respond(body: "12345", head).output
        #expect(output.hasSuffix("\r\n\r\n") && output.contains("Content-Length: 5\r\n"))
        #expect(try respond([("Content-Length", "77")], head).output.contains(": 77\r\n"))
    }

    @Test func refusesBytesThatAreNotThere() throws {
        let missing = nano_bytes(data: nil, count: 5)
        try expectRefusal(nano_response(body: missing), because: "body: expected bytes")
        try expectRefusal(nano_response(headers: nil, headerCount: 1), because: "header_count")
        for header in [
            nano_header(name: missing, value: .init("x")),
            nano_header(name: .init("X"), value: missing),
        ] {
            try withUnsafePointer(to: header) {
                try expectRefusal(
                    nano_response(headers: $0, headerCount: 1), because: "header 0")
            }
        }
    }

    @Test(arguments: [Int.max, Int.min, -1, 1 << 40])
    func refusesCountsBeyondAnyMessage(count: Int) throws {
        let bytes = nano_bytes(data: nano_bytes("x").data, count: count)
        try expectRefusal(nano_response(body: bytes), because: "body: expected bytes")
        try withUnsafePointer(to: nano_header(name: .init("X"), value: bytes)) {
            try expectRefusal(nano_response(headers: $0, headerCount: 1), because: "header 0")
            try expectRefusal(
                nano_response(headers: $0, headerCount: count), because: "header_count")
        }
    }

    @Test func refusesFieldsThatAreTooLargeTogether() throws {
        let value = [UInt8](repeating: UInt8(ascii: "v"), count: 600 << 10)
        try value.withUnsafeBufferPointer { value in
            let header = nano_header(
                name: .init("X"), value: nano_bytes(data: value.baseAddress, count: value.count))
            try [header, header].withUnsafeBufferPointer {
                try expectRefusal(
                    nano_response(headers: $0.baseAddress, headerCount: 2),
                    because: "bytes of names and values")
            }
        }
    }
}
