import HTTP1
import Sockets
import TestSupport
import Testing

@testable import Runtime

/// The runtime's own answers, byte for byte where users rely on them.
@Suite struct HostResponseTests {
    private func text(_ response: HostResponse, isHead: Bool = false, keepsAlive: Bool = true)
        -> String
    {
        var output = ByteQueue()
        let frame = ResponseFrame(keepsAlive: keepsAlive, minorVersion: 1, isHead: isHead)
        response.write(frame, HTTPDate(unixSeconds: 0), into: &output)
        return output.text
    }

    @Test func anUnknownHostGets404() {
        #expect(
            text(.unknownHost) == """
                HTTP/1.1 404 Not Found\r\nContent-Type: application/json\r\nContent-Length: 32\r\n\
                Date: Thu, 01 Jan 1970 00:00:00 GMT\r\nServer: nano\r\n\r\n\
                {"error":"No app for this host"}
                """)
    }

    @Test func aDrainingAppGets503WithRetryAfter() {
        #expect(
            text(.draining(retryAfterSeconds: 30), keepsAlive: false) == """
                HTTP/1.1 503 Service Unavailable\r\nContent-Type: application/json\r\n\
                Retry-After: 30\r\nContent-Length: 47\r\n\
                Date: Thu, 01 Jan 1970 00:00:00 GMT\r\nServer: nano\r\nConnection: close\r\n\r\n\
                {"error":"Service draining","retry_after_s":30}
                """)
    }

    @Test func aRequestOverALimitOfItsAppIsToldWhichAndWhenToComeBack() {
        let response = text(.limited(.concurrency, retryAfterSeconds: 2))
        #expect(response.hasPrefix("HTTP/1.1 503 Service Unavailable\r\n"))
        #expect(response.contains("\r\nRetry-After: 2\r\n"))
        #expect(
            response.hasSuffix(
                #"{"error":"Too many requests at a time","limit":"max_concurrency","#
                    + #""retry_after_s":2}"#))
        #expect(
            HostResponse.limited(.rate, retryAfterSeconds: 1).body.contains(
                #""limit":"max_requests_per_s""#))
        #expect(
            HostResponse.limited(.queue, retryAfterSeconds: 1).body.contains(
                #""limit":"queue_max""#))
    }

    @Test func aQuarantinedAppTellsTheReasonAndNoTimeToComeBack() {
        let response = text(.quarantined(reason: "4 faults in 60 s, \"quoted\""))
        #expect(!response.contains("Retry-After"))
        #expect(
            response.hasSuffix(
                #"{"error":"The app failed too often","detail":"4 faults in 60 s, \"quoted\""}"#))
    }

    @Test func anAppThatIsLoadedAgainIsBackInASecond() {
        #expect(text(.reloading).contains("\r\nRetry-After: 1\r\n"))
    }

    @Test func headGetsTheLengthAndNoBody() {
        let head = text(.unknownHost, isHead: true)
        #expect(head.contains("Content-Length: 32\r\n") && head.hasSuffix("\r\n\r\n"))
    }

    @Test func everyAnswerHasItsStatusAndAJSONBodyOfItsLength() throws {
        var parser = RequestParser()
        var malformed: RequestError?
        do {
            _ = try parser.parse(ByteQueue("GET /\n").bytes)
        } catch {
            malformed = error
        }
        let answers: [(HostResponse, String)] = [
            (.cut, "503 "), (.noThread, "503 "), (.bodyTooLarge(bytesMax: .max), "413 "),
            (.malformed(try #require(malformed)), "400 "), (.requestTimeout, "408 "),
            (.pluginFailed, "500 "), (.draining(retryAfterSeconds: .max), "503 "),
            (.limited(.rate, retryAfterSeconds: .max), "503 "), (.reloading, "503 "),
            (.quarantined(reason: "\u{1}"), "503 "), (.pluginFaulted, "502 "), (.timeout, "504 "),
        ]
        for (answer, status) in answers {
            let parts = text(answer).split(separator: "\r\n\r\n", maxSplits: 1)
            #expect(parts[0].hasPrefix("HTTP/1.1 " + status))
            #expect(parts[0].contains("\r\nContent-Length: \(parts[1].utf8.count)\r\n"))
            #expect(parts[1].hasPrefix(#"{"error":""#) && parts[1].hasSuffix("}"))
        }
    }
}
