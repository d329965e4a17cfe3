import Testing

@testable import HTTP1

@Suite struct ResponseTests {
    @Test func writesAWholeHeadInTheOrderOfTheCalls() {
        let name = Array("Content-Type".utf8)
        let value = Array("text/plain".utf8)
        let size = ResponseHead.bytesMax(fieldCount: 1, fieldBytes: name.count + value.count)
        let head = written(capacity: size) { output in
            output.appendStatusLine(200)
            output.appendField(name: name.span.bytes, value: value.span.bytes)
            output.appendContentLength(13)
            output.appendDate(HTTPDate(unixSeconds: 784_111_777))
            output.appendConnection(keepsAlive: false, minorVersion: 1)
            output.appendEndOfHead()
        }
        #expect(
            head == """
                HTTP/1.1 200 OK\r
                Content-Type: text/plain\r
                Content-Length: 13\r
                Date: Sun, 06 Nov 1994 08:49:37 GMT\r
                Connection: close\r
                \r

                """)
    }

    @Test func fitsTheLargestHeadIntoItsBound() {
        for status in 100...999 {
            let head = written(capacity: ResponseHead.bytesMax()) { output in
                output.appendStatusLine(status)
                output.appendContentLength(.max)
                output.appendDate(HTTPDate(unixSeconds: 0))
                output.appendConnection(keepsAlive: true, minorVersion: 0)
                output.appendEndOfHead()
            }
            #expect(head.hasPrefix("HTTP/1.1 \(status) "))
        }
    }

    @Test(arguments: [
        (100, "Continue"), (204, "No Content"), (304, "Not Modified"), (404, "Not Found"),
        (413, "Content Too Large"), (431, "Request Header Fields Too Large"),
        (503, "Service Unavailable"), (505, "HTTP Version Not Supported"), (299, ""), (999, ""),
    ])
    func namesTheStatus(status: Int, phrase: String) {
        #expect(written { $0.appendStatusLine(status) } == "HTTP/1.1 \(status) \(phrase)\r\n")
    }

    @Test func neverExceedsTheLongestStatusLine() {
        for status in 100...999 {
            let line = written { $0.appendStatusLine(status) }
            #expect(line.utf8.count <= StatusLine.bytesMax)
            #expect(line.hasPrefix("HTTP/1.1 \(status) "))
            #expect(line.hasSuffix("\r\n"))
        }
    }

    @Test(arguments: [0, 1, 9, 10, 99, 100, 1_048_576, Int.max])
    func writesContentLengthInDecimal(length: Int) {
        #expect(
            written { $0.appendContentLength(length) } == "Content-Length: \(length)\r\n")
    }

    @Test(arguments: [
        (true, UInt8(1), ""), (true, 0, "Connection: keep-alive\r\n"),
        (false, 1, "Connection: close\r\n"), (false, 0, "Connection: close\r\n"),
    ])
    func writesConnectionWhereTheClientNeedsIt(keeps: Bool, minor: UInt8, field: String) {
        #expect(
            written { $0.appendConnection(keepsAlive: keeps, minorVersion: minor) } == field)
    }

    @Test func copiesPreparedBytesAsTheyAre() {
        let body = Array("Hello, World!".utf8)
        #expect(written { $0.append(body.span.bytes) } == "Hello, World!")
        #expect(written { $0.append([UInt8]().span.bytes) } == "")
        #expect(written { $0.append("Server: nano\r\n") } == "Server: nano\r\n")
    }

    @Test func stopsBeforeItWritesPastTheEnd() async {
        await #expect(processExitsWith: .failure) {
            _ = written(capacity: 10) { $0.appendStatusLine(200) }
        }
    }
}
