import Testing

@testable import HTTP1

/// One row a rule: bytes that a server has to refuse, and with what.
@Suite struct RejectionTests {
    struct Row: CustomTestStringConvertible {
        let text: String
        let reason: RequestError.Reason
        let status: Int
        let offset: Int?
        var testDescription: String { text.debugDescription }

        init(_ text: String, _ reason: RequestError.Reason, _ status: Int = 400, at: Int? = nil) {
            self.text = text
            self.reason = reason
            self.status = status
            self.offset = at
        }

        /// A request that is right but for these field lines.
        static func fields(
            _ fields: String, _ reason: RequestError.Reason, _ status: Int = 400
        ) -> Row {
            Row("POST / HTTP/1.1\r\nHost: a\r\n\(fields)\r\n\r\n", reason, status)
        }

        static func target(_ target: String, _ reason: RequestError.Reason) -> Row {
            Row("GET \(target) HTTP/1.1\r\nHost: a\r\n\r\n", reason)
        }

        static func host(_ host: String) -> Row {
            Row("GET / HTTP/1.1\r\nHost: \(host)\r\n\r\n", .invalidHost, at: 22)
        }
    }

    private func check(_ row: Row) throws {
        let bytes = Array(row.text.utf8)
        let whole = Outcome(bytes)
        let error = try #require(whole.error)
        #expect(error.reason == row.reason)
        #expect(error.status == row.status)
        if let offset = row.offset { #expect(error.offset == offset) }
        for ends in Segmentation.all(of: bytes.count) {
            #expect(Outcome(bytes, arrivingUpTo: ends) == whole, "segments end at \(ends)")
        }
    }

    @Test(arguments: [
        Row("\u{16}\u{3}\u{1}\u{2}\u{0}\u{1}", .tlsHandshake, at: 0),
        Row("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", .http2Preface),
        Row("SSH-2.0-OpenSSH_9.2\r\n", .missingTarget),
    ])
    func refusesOtherProtocols(row: Row) throws { try check(row) }

    @Test(arguments: [
        Row("\r\n\r\nGET / HTTP/1.1\r\n", .repeatedEmptyLine, at: 2),
        Row("\nGET / HTTP/1.1\r\n", .bareLineFeed, at: 0),
        Row("\rGET / HTTP/1.1\r\n", .bareCarriageReturn, at: 0),
        Row(" GET / HTTP/1.1\r\n", .invalidMethod, at: 0),
        Row("G@T / HTTP/1.1\r\n", .invalidMethod, at: 1),
        Row("GET\t/ HTTP/1.1\r\n", .invalidMethod, at: 3),
        Row("GE\u{0}T / HTTP/1.1\r\n", .invalidMethod, at: 2),
        Row("GET\r\n", .missingTarget),
        Row("GET\n", .bareLineFeed),
        Row("GET  / HTTP/1.1\r\n", .missingTarget, at: 4),
        Row("GET /\r\n", .invalidVersion),
        Row("GET /\n", .bareLineFeed),
        Row("GET / \r\n", .invalidVersion),
        Row("GET /  HTTP/1.1\r\n", .invalidVersion),
        Row("GET / HTTP/1.1 \r\n", .invalidVersion, at: 14),
        Row("GET / HTTP/1.1\n", .bareLineFeed, at: 14),
        Row("GET / HTTP/1.1\rA: b\r\n", .bareCarriageReturn, at: 14),
        Row("GET / HTTP/1\r\n", .invalidVersion),
        Row("GET / HTTP/1.\n", .bareLineFeed),
        Row("GET / HTTP/11.1\r\n", .invalidVersion),
        Row("GET / HTTP/1.10\r\n", .invalidVersion),
        Row("GET / http/1.1\r\n", .invalidVersion),
        Row("GET / HTTQ/1.1\r\n", .invalidVersion),
        Row("GET / HTTP/0.9\r\n", .unsupportedVersion, 505),
        Row("GET / HTTP/2.0\r\n", .unsupportedVersion, 505),
        Row("GET / HTTP/3.1\r\n", .unsupportedVersion, 505),
        Row("CONNECT a:443 HTTP/1.1\r\nHost: a:443\r\n\r\n", .connectMethod, 501),
    ])
    func refusesABrokenRequestLine(row: Row) throws { try check(row) }

    @Test(arguments: [
        Row.target("/a#b", .fragmentInTarget), .target("/a\u{7F}", .invalidTargetByte),
        .target("/a\u{1}b", .invalidTargetByte), .target("/a\u{0}", .invalidTargetByte),
        .target("/\u{E4}", .invalidTargetByte), .target("/a\tb", .invalidTargetByte),
        .target("/<a>", .invalidTargetByte), .target("/\"", .invalidTargetByte),
        .target("/a\\b", .invalidTargetByte), .target("/a{b", .invalidTargetByte),
        .target("/?a\u{1}", .invalidTargetByte), .target("/a b", .invalidVersion),
        .target("a", .invalidTargetForm), .target("?a", .invalidTargetForm),
        .target("a.example:80", .invalidTargetForm), .target("ftp://a/", .invalidTargetForm),
        .target("http:/a", .invalidTargetForm), .target("*a", .invalidTargetForm),
        .target("*", .asteriskWithoutOptions), .target("http://", .invalidTargetAuthority),
        .target("http:///a", .invalidTargetAuthority),
        .target("http://:80/", .invalidTargetAuthority),
        .target("http://u@a/", .invalidTargetAuthority),
        .target("http://u:p@a/", .invalidTargetAuthority),
        .target("http://a:b/", .invalidTargetAuthority),
        .target("http://a:65536/", .invalidTargetAuthority),
        .target("http://[::1/", .invalidTargetAuthority),
        .target("http://a/b\\c", .invalidTargetByte),
    ])
    func refusesABrokenTarget(row: Row) throws { try check(row) }

    @Test(arguments: [
        Row.fields("B : c", .whitespaceBeforeColon), .fields("B\t: c", .whitespaceBeforeColon),
        .fields("B: c\r\n d", .obsoleteFold), .fields("B: c\r\n\td: e", .obsoleteFold),
        .fields(": c", .emptyFieldName), .fields("B", .invalidFieldName),
        .fields("B\n", .bareLineFeed), .fields("B(: c", .invalidFieldName),
        .fields("B\u{0}: c", .invalidFieldName), .fields("\u{E4}: c", .invalidFieldName),
        .fields("B: c\n", .bareLineFeed), .fields("B: c\nD: e", .bareLineFeed),
        .fields("B: c\rD: e", .bareCarriageReturn), .fields("B: c\r\r", .bareCarriageReturn),
        .fields("B: \u{0}", .invalidFieldValue), .fields("B: c\u{1}d", .invalidFieldValue),
        .fields("B: 12345678\u{7F}", .invalidFieldValue),
        .fields("B: \u{B}chunked", .invalidFieldValue), .fields("\n", .bareLineFeed),
        .fields("\r", .bareCarriageReturn),
        Row("GET / HTTP/1.1\r\n Host: a\r\n\r\n", .leadingWhitespace, at: 16),
        Row("GET / HTTP/1.1\r\n\tHost: a\r\n\r\n", .leadingWhitespace, at: 16),
    ])
    func refusesBrokenFields(row: Row) throws { try check(row) }

    @Test(arguments: [
        Row("GET / HTTP/1.1\r\n\r\n", .missingHost, at: 18),
        Row("GET http://a/ HTTP/1.1\r\n\r\n", .missingHost),
        Row("GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n", .repeatedHost),
        Row("GET / HTTP/1.0\r\nHost: a\r\nhost: b\r\n\r\n", .repeatedHost),
        Row("GET / HTTP/1.1\r\nHost:\r\nHost: a\r\n\r\n", .repeatedHost),
        Row("GET http://a/ HTTP/1.1\r\nHost: a b\r\n\r\n", .invalidHost),
        Row("GET / HTTP/1.0\r\nHost: a/b\r\n\r\n", .invalidHost),
        .host("a b"), .host("a, b"), .host("a/b"), .host("u@a"), .host("http://a"),
        .host("a:8o"), .host("a:80:80"), .host("a:-1"), .host("a:65536"), .host(":80"),
        .host("\u{E4}"), .host("a%"), .host("a%4"), .host("a%zz"), .host("a?b"), .host("a\\b"),
        .host("[]"), .host("[::1"), .host("::1"), .host("[::1]a"), .host("[1:2:3]"),
        .host("[1:2:3:4:5:6:7:8:9]"), .host("[1::2::3]"), .host("[12345::]"), .host("[::g]"),
        .host("[::1%25eth0]"), .host("[v1.a]"), .host("[1:2:3:4:5:6:7:8::]"), .host("[:1]"),
        .host("[1:2:3:4:5:6:7:]"), .host("[::1.2.3]"), .host("[::1.2.3.256]"),
        .host("[::1.2.3.04]"), .host("[::1.2.3.4.5]"), .host("[1.2.3.4]"),
    ])
    func refusesAMissingRepeatedOrInvalidHost(row: Row) throws { try check(row) }

    @Test(arguments: [
        Row.fields("Content-Length: 5\r\nContent-Length: 5", .repeatedContentLength),
        .fields("Content-Length: 5\r\nContent-Length: 6", .repeatedContentLength),
        .fields("Content-Length: 5, 5", .invalidContentLength),
        .fields("Content-Length: +5", .invalidContentLength),
        .fields("Content-Length: -1", .invalidContentLength),
        .fields("Content-Length: 0x5", .invalidContentLength),
        .fields("Content-Length: 5 5", .invalidContentLength),
        .fields("Content-Length: 5.0", .invalidContentLength),
        .fields("Content-Length:", .invalidContentLength),
        .fields("Content-Length: 9223372036854775808", .contentLengthOverflow),
        .fields("Content-Length: 18446744073709551616", .contentLengthOverflow),
        .fields(
            "Content-Length: 5\r\nTransfer-Encoding: chunked", .contentLengthWithTransferEncoding),
        .fields(
            "Transfer-Encoding: chunked\r\nContent-Length: 5", .contentLengthWithTransferEncoding),
    ])
    func refusesAmbiguousOrMalformedLengths(row: Row) throws { try check(row) }

    @Test(arguments: [
        Row.fields("Transfer-Encoding: gzip, chunked", .unknownTransferCoding, 501),
        .fields(
            "Transfer-Encoding: x;a=\"b\"\r\nTransfer-Encoding: chunked", .unknownTransferCoding,
            501),
        .fields("Transfer-Encoding: gzip", .chunkedNotFinal),
        .fields("Transfer-Encoding: identity", .chunkedNotFinal),
        .fields("Transfer-Encoding: chunked, gzip", .chunkedNotFinal),
        .fields("Transfer-Encoding: chunked,", .chunkedNotFinal),
        .fields("Transfer-Encoding: chunked\r\nTransfer-Encoding: x", .chunkedNotFinal),
        .fields("Transfer-Encoding: chunked, chunked", .chunkedRepeated),
        .fields("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked", .chunkedRepeated),
        .fields("Transfer-Encoding:", .malformedTransferEncoding),
        .fields("Transfer-Encoding: , chunked", .malformedTransferEncoding),
        .fields("Transfer-Encoding: chunked;a=b", .malformedTransferEncoding),
        .fields("Transfer-Encoding: chunked ;a", .malformedTransferEncoding),
        .fields("Transfer-Encoding: \"chunked\"", .malformedTransferEncoding),
        .fields("Transfer-Encoding: chunked identity", .malformedTransferEncoding),
        .fields("Transfer-Encoding: gzip x, chunked", .malformedTransferEncoding),
        Row(
            "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n", .transferEncodingInHTTP10),
    ])
    func refusesTransferCodingsButChunkedAlone(row: Row) throws { try check(row) }

    @Test(arguments: [
        Row.fields("Expect: 200-ok", .unknownExpectation, 417),
        .fields("Expect: 100-continue, x", .unknownExpectation, 417),
        .fields("Expect: 100-continue;a", .unknownExpectation, 417),
    ])
    func refusesUnknownExpectations(row: Row) throws { try check(row) }
}
