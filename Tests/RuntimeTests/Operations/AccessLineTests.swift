import Configuration
import Foundation
import TestSupport
import Testing

@testable import Runtime

/// Requests as lines, whatever bytes they have.
@Suite struct AccessLineTests {
    private func bytes(_ text: String, _ body: (UnsafeRawBufferPointer) -> Void) {
        bytes(Array(text.utf8), body)
    }

    private func bytes(_ bytes: [UInt8], _ body: (UnsafeRawBufferPointer) -> Void) {
        bytes.withUnsafeBytes(body)
    }

    /// The example of Apache's documentation.
    private func example(client: String = "127.0.0.1:4711") -> AccessRecord {
        let record = AccessRecord()
        bytes(client) { record.begin($0, app: "hello", generation: 3) }
        bytes("GET") { method in
            bytes("/apache_pb.gif") { target in
                record.setHead(method: method, target: target, minorVersion: 0)
            }
        }
        record.status = 200
        record.bodyByteCount = 2_326
        record.durationNanoseconds = 34_567
        record.unixNanoseconds = 971_186_136_789_000_000
        return record
    }

    private func line(_ record: AccessRecord, _ format: AccessLogFormat) -> String {
        var times = AccessTimes()
        var line: [UInt8] = []
        AccessLine.append(
            record, format, times.text(at: record.unixNanoseconds, format), to: &line)
        return String(decoding: line, as: UTF8.self)
    }

    @Test func commonIsAsApacheWritesIt() {
        var times = AccessTimes()
        let time = times.text(at: example().unixNanoseconds, .common)
        #expect(
            line(example(), .common)
                == "127.0.0.1 - - [\(String(decoding: time, as: UTF8.self))] "
                + #""GET /apache_pb.gif HTTP/1.0" 200 2326"#)
    }

    @Test func theTimeOfApacheIsLocalWithItsZone() {
        var parts = tm()
        (parts.tm_year, parts.tm_mon, parts.tm_mday) = (100, 9, 10)
        (parts.tm_hour, parts.tm_min, parts.tm_sec, parts.tm_isdst) = (13, 55, 6, -1)
        let seconds = mktime(&parts)
        var times = AccessTimes()
        let text = String(
            decoding: times.text(at: seconds * 1_000_000_000, .common), as: UTF8.self)
        #expect(text.hasPrefix("10/Oct/2000:13:55:06 "))
        let zone = text.suffix(5)
        let minutes = Int(zone.suffix(2)).map { $0 + 60 * (Int(zone.dropFirst().prefix(2)) ?? 0) }
        #expect(zone.first == (parts.tm_gmtoff < 0 ? "-" : "+"))
        #expect(minutes == abs(parts.tm_gmtoff) / 60)
    }

    @Test func combinedHasRefererAndUserAgentOrADash() {
        let record = example()
        #expect(
            line(record, .combined).hasSuffix(#""GET /apache_pb.gif HTTP/1.0" 200 2326 "-" "-""#))
        bytes("http://www.example.com/start.html") { record.setReferer($0) }
        bytes("Mozilla/4.08 [en] (Win98; I ;Nav)") { record.setUserAgent($0) }
        let fields = #""http://www.example.com/start.html" "Mozilla/4.08 [en] (Win98; I ;Nav)""#
        #expect(line(record, .combined).hasSuffix("200 2326 " + fields))
    }

    @Test(arguments: [("[2001:db8::1]:80", "2001:db8::1"), ("192.0.2.1:4711", "192.0.2.1")])
    func theAddressHasNoPort(client: String, address: String) {
        #expect(line(example(client: client), .common).hasPrefix("\(address) - - ["))
        #expect(line(example(client: client), .json).contains(#""client":"\#(client)""#))
    }

    @Test func anEmptyBodyAndAMissingHeadAreDashes() {
        let record = AccessRecord()
        bytes("[::1]:9") { record.begin($0, app: nil, generation: nil) }
        record.status = 400
        #expect(line(record, .common).hasSuffix(#"] "-" 400 -"#))
        #expect(
            line(record, .json)
                == #"{"ts":"1970-01-01T00:00:00.000Z","client":"[::1]:9","status":400,"#
                + #""bytes":0,"duration_us":0}"#)
    }

    @Test func jsonHasAllThatIsKnown() {
        let record = example()
        bytes("abc") { record.setRequestID($0) }
        bytes("4bf92f3577b34da6a3ce929d0e0e4736") { record.setTraceID($0) }
        bytes("r") { record.setReferer($0) }
        bytes("u") { record.setUserAgent($0) }
        #expect(
            line(record, .json)
                == #"{"ts":"2000-10-10T13:55:36.789Z","client":"127.0.0.1:4711","app":"hello","#
                + #""generation":3,"method":"GET","target":"/apache_pb.gif","#
                + #""protocol":"HTTP/1.0","status":200,"bytes":2326,"duration_us":34,"#
                + #""request_id":"abc","trace_id":"4bf92f3577b34da6a3ce929d0e0e4736","#
                + #""referer":"r","user_agent":"u"}"#)
    }

    @Test func hostileBytesAreEscapedAsApacheDoes() {
        let record = example()
        bytes([0x22, 0x5c, 0x0a, 0x0d, 0x09, 0x00, 0x1b, 0x7f, 0xc3, 0xa9]) {
            record.setUserAgent($0)
        }
        let expected = #""\"\\\n\r\t\x00\x1b\x7f\xc3\xa9""#
        #expect(line(record, .combined).hasSuffix(expected))
    }

    @Test(arguments: AccessLogFormat.allCases)
    func anyBytesMakeOneLine(format: AccessLogFormat) throws {
        let seed = SeededGenerator.newSeed()
        var random = SeededGenerator(seed: seed)
        for _ in 0..<500 {
            let record = example()
            let text = (0..<Int.random(in: 0...40, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            bytes(text) { record.setReferer($0) }
            bytes(text) { target in
                bytes("GET") { record.setHead(method: $0, target: target, minorVersion: 1) }
            }
            var times = AccessTimes()
            var line: [UInt8] = []
            let time = times.text(at: record.unixNanoseconds, format)
            AccessLine.append(record, format, time, to: &line)
            #expect(line.allSatisfy { $0 >= 0x20 && $0 != 0x7f }, "seed \(seed)")
            #expect(String(validating: line, as: UTF8.self) != nil, "seed \(seed)")
            if format == .json { try expectObject(line) }
        }
    }

    private func expectObject(_ line: [UInt8]) throws {
        let object = try JSONSerialization.jsonObject(with: Data(line))
        #expect(object is [String: Any])
    }

    @Test func timesWithinOneSecondDifferInTheirMilliseconds() {
        var times = AccessTimes()
        let texts = [1_500_000_000, 1_999_999_999, 2_000_000_000, -1].map {
            String(decoding: times.text(at: max(0, $0), .json), as: UTF8.self)
        }
        #expect(
            texts == [
                "1970-01-01T00:00:01.500Z", "1970-01-01T00:00:01.999Z",
                "1970-01-01T00:00:02.000Z", "1970-01-01T00:00:00.000Z",
            ])
    }

    // MARK: The journal

    @Test func aJournalEntryIsFieldsOfOneLineEach() {
        let record = example()
        bytes("abc") { record.setRequestID($0) }
        bytes("/a\nNANO_STATUS=500") { target in
            bytes("GET") { record.setHead(method: $0, target: target, minorVersion: 1) }
        }
        var times = AccessTimes()
        var entry: [UInt8] = []
        let time = times.text(at: record.unixNanoseconds, .json)
        JournalEntry.append(record, .json, time, to: &entry)
        let lines = String(decoding: entry, as: UTF8.self).split(
            separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.suffix(2) == ["", ""])
        #expect(lines.first?.hasPrefix(#"MESSAGE={"ts":"#) == true)
        #expect(
            lines.dropFirst().dropLast(2) == [
                "PRIORITY=6", "SYSLOG_IDENTIFIER=nano", "NANO_APP=hello", "NANO_GENERATION=3",
                "NANO_METHOD=GET", #"NANO_TARGET=/a\nNANO_STATUS=500"#,
                "NANO_CLIENT=127.0.0.1:4711", "NANO_STATUS=200", "NANO_DURATION_US=34",
                "NANO_REQUEST_ID=abc",
            ])
    }
}
