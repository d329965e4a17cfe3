import HTTP1

// What the codec refuses and the reference takes: the codec is the stricter.

extension AcceptedDifference {
    /// The codec refuses for `reason`, and the bytes show that it is right.
    private static func refused(
        _ reason: RequestError.Reason, _ source: String, _ why: String,
        where isRight: @escaping @Sendable (Divergence, Int) -> Bool
    ) -> AcceptedDifference {
        AcceptedDifference("refused: \(reason)", source, why) { divergence in
            guard let refusal = divergence.refusal, refusal.reason == reason else { return false }
            return isRight(divergence, refusal.offset)
        }
    }

    static let refusedLines = [
        refused(
            .bareCarriageReturn, "RFC 9112 §2.2",
            "a CR without LF is invalid; the reference skips CRs before a request line"
        ) { $0.bytes[$1] == 0x0D && $0.bytes.dropFirst($1 + 1).first != 0x0A },
        refused(
            .bareLineFeed, "RFC 9112 §2.2",
            "a recipient may take a bare LF as a line's end, but need not"
        ) { divergence, offset in
            // A CR before it may be the last byte of the body before.
            divergence.bytes[offset] == 0x0A
                && (offset == divergence.message.startIndex || divergence.bytes[offset - 1] != 0x0D)
        },
        refused(
            .repeatedEmptyLine, "RFC 9112 §2.2",
            "a server should ignore at least one empty line before a request line; one is taken"
        ) { divergence, offset in
            divergence.bytes[..<offset].suffix(2).elementsEqual([0x0D, 0x0A])
                && divergence.bytes[offset...].starts(with: [0x0D, 0x0A])
        },
    ]

    static let refusedRequestLines = [
        refused(
            .missingTarget, "RFC 9112 §3", "one space, not several, stands before the target"
        ) { divergence, _ in divergence.target.isEmpty },
        refused(
            .invalidTargetByte, "RFC 9112 §3.2, RFC 3986 §3", "not a character of a URI"
        ) { divergence, offset in
            let allowed = "-._~!$&'()*+,;=:@%/?"
            let byte = divergence.bytes[offset]
            let character = Character(UnicodeScalar(byte))
            return byte > 0x7F
                || !(character.isLetter || character.isNumber || allowed.contains(character))
        },
        refused(
            .fragmentInTarget, "RFC 9112 §3.2", "a target has no fragment"
        ) { divergence, _ in divergence.target.contains("#") },
        refused(
            .invalidTargetForm, "RFC 9112 §3.2", "of the four forms, none is another scheme's"
        ) { divergence, _ in
            let target = divergence.target.lowercased()
            return !target.hasPrefix("/") && !target.hasPrefix("http://")
                && !target.hasPrefix("https://")
        },
        refused(
            .invalidTargetAuthority, "RFC 9110 §4.2", "an http URI has a host, and no user"
        ) { divergence, _ in
            let rest = divergence.target.split(separator: "//", maxSplits: 1).dropFirst().first
            return !isAuthority((rest ?? "").prefix { $0 != "/" && $0 != "?" })
        },
        refused(
            .asteriskWithoutOptions, "RFC 9112 §3.2.4", "\"*\" is a target of OPTIONS alone"
        ) { divergence, _ in divergence.target == "*" && divergence.method != "OPTIONS" },
        refused(
            .connectMethod, "RFC 9110 §9.3.6", "an origin server answers CONNECT with 501"
        ) { divergence, _ in divergence.method == "CONNECT" },
        refused(
            .invalidVersion, "RFC 9112 §2.3 and §3", "nothing but the version after one space"
        ) { divergence, _ in
            divergence.requestWords.count != 3
                || divergence.requestWords[2].wholeMatch(of: /HTTP\/[0-9]\.[0-9]/) == nil
        },
    ]

    static let refusedFields = [
        refused(
            .missingHost, "RFC 9112 §3.2", "a request of HTTP/1.1 without Host must be refused"
        ) { divergence, _ in divergence.values(of: "host").isEmpty },
        refused(
            .repeatedHost, "RFC 9112 §3.2", "a request with two Host fields must be refused"
        ) { divergence, _ in divergence.values(of: "host").count > 1 },
        refused(
            .invalidHost, "RFC 9112 §3.2", "a request with an invalid Host must be refused"
        ) { divergence, _ in
            divergence.values(of: "host").contains { !$0.isEmpty && !isAuthority($0) }
        },
        refused(
            .unknownExpectation, "RFC 9110 §10.1.1", "417 for what a server cannot meet"
        ) { divergence, _ in
            divergence.members(of: "expect").contains { $0 != "100-continue" }
        },
    ]

    static let refusedFraming = [
        refused(
            .contentLengthOverflow, "RFC 9110 §8.6",
            "lengths end below 2^63; the reference's below 2^64"
        ) { divergence, _ in
            divergence.values(of: "content-length").contains { UInt64($0) ?? .max > Int.max }
        },
        refused(
            .transferEncodingInHTTP10, "RFC 9112 §6.1",
            "its framing is to be treated as faulty"
        ) { divergence, _ in
            divergence.requestWords.last == "HTTP/1.0"
                && !divergence.values(of: "transfer-encoding").isEmpty
        },
        refused(
            .malformedTransferEncoding, "RFC 9112 §6.1",
            "no empty member and no parameter of chunked, for it is where smuggling begins"
        ) { divergence, _ in isNotChunkedAlone(divergence) },
        refused(
            .unknownTransferCoding, "RFC 9112 §6.1", "501 for a coding that is not understood"
        ) { divergence, _ in isNotChunkedAlone(divergence) },
        refused(
            .chunkedNotFinal, "RFC 9112 §6.3", "400 if chunked is not the last transfer coding"
        ) { divergence, _ in isNotChunkedAlone(divergence) },
        refused(
            .chunkedRepeated, "RFC 9112 §6.1", "chunked is not to be applied twice"
        ) { divergence, _ in isNotChunkedAlone(divergence) },
        refused(
            .chunkSizeOverflow, "RFC 9112 §7.1", "sizes end below 2^60, whatever zeros lead them"
        ) { divergence, offset in
            divergence.bytes[...offset].suffix(16).allSatisfy {
                Character(UnicodeScalar($0)).isHexDigit
            }
        },
    ]

    /// Whether the transfer coding is anything but chunked.
    private static func isNotChunkedAlone(_ divergence: Divergence) -> Bool {
        let values = divergence.values(of: "transfer-encoding").map { $0.lowercased() }
        return !values.isEmpty && values != ["chunked"]
    }

    /// `uri-host [":" port]` (RFC 9110 §4.2.1) with a port that exists.
    private static func isAuthority(_ text: Substring) -> Bool {
        let authority =
            /(?:\[[0-9A-Fa-f:.]+\]|(?:[A-Za-z0-9\-._~!$&'()*+,;=]|%[0-9A-Fa-f]{2})+)(?::([0-9]*))?/
        guard let match = text.wholeMatch(of: authority) else { return false }
        return match.1.flatMap { $0.isEmpty ? nil : Int($0) ?? .max } ?? 0 <= 65_535
    }
}
