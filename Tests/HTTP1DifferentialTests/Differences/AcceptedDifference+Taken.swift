import HTTP1

// What the codec takes and the reference refuses, or takes otherwise.

extension AcceptedDifference {
    /// The methods that llhttp knows.
    private static let knownMethods: Set<String> = [
        "DELETE", "GET", "HEAD", "POST", "PUT", "CONNECT", "OPTIONS", "TRACE", "COPY", "LOCK",
        "MKCOL", "MOVE", "PROPFIND", "PROPPATCH", "SEARCH", "UNLOCK", "BIND", "REBIND", "UNBIND",
        "ACL", "REPORT", "MKACTIVITY", "CHECKOUT", "MERGE", "M-SEARCH", "NOTIFY", "SUBSCRIBE",
        "UNSUBSCRIBE", "PATCH", "PURGE", "MKCALENDAR", "LINK", "UNLINK", "SOURCE", "QUERY",
    ]

    /// The chunk extensions that the reference takes (RFC 9112 §7.1.1, without white space).
    private static var knownExtensions: Regex<Substring> {
        /(?:;[!-~&&[^"(),\/:;<=>?@\[\\\]{}]]+(?:=(?:[!-~&&[^"(),\/:;<=>?@\[\\\]{}]]+|"[^"\\]*"))?)*/
    }

    static let taken = [
        AcceptedDifference(
            "an unknown method", "RFC 9110 §9.1",
            "methods are an open set, and the app's to judge; the reference has a list"
        ) { divergence in
            // After PRI it waits for the rest of the HTTP/2 preface.
            let waits = divergence.method == "PRI" && divergence.reference.end == .needsMore(nil)
            return !knownMethods.contains(divergence.method)
                && (divergence.isRefusedByReference || waits)
        },
        AcceptedDifference(
            "a higher minor version", "RFC 9110 §2.5",
            "to be treated as the highest known one; the reference refuses it"
        ) { divergence in
            divergence.isRefusedByReference
                && divergence.requestWords.last?.wholeMatch(of: /HTTP\/1\.[2-9]/) != nil
        },
        AcceptedDifference(
            "a chunk extension of no known form", "RFC 9112 §7.1.1",
            "ignored, as what is not recognized must be; the reference parses it"
        ) { divergence in
            divergence.isRefusedByReference
                && divergence.chunkedBody.extensions.contains {
                    // Of an unfinished line only the white space before it may have come.
                    let isUnfinished = divergence.bytes.last != 0x0A && !$0.isEmpty
                    let text = Divergence.trimmed($0[...])
                    return (text.hasPrefix(";") || isUnfinished && text.isEmpty)
                        && $0.wholeMatch(of: knownExtensions) == nil
                }
        },
        AcceptedDifference(
            "a line judged at its end", "RFC 9112 §2.2",
            "the reference waits for more: for the fields after a version, and for the line after"
                + " an empty value, which may fold it"
        ) { divergence in
            guard divergence.reference.end == .needsMore(nil) else { return false }
            let lengths = divergence.values(of: "content-length")
            return switch divergence.refusal?.reason {
            case .unsupportedVersion:
                divergence.requestWords.last?.hasPrefix("HTTP/1.") == false
            case .invalidContentLength: lengths.contains("")
            case .repeatedContentLength: lengths.count > 1 && lengths.last == ""
            default: false
            }
        },
        AcceptedDifference(
            "a line not yet complete", "RFC 9112 §2.2",
            "judged when its end has come; the reference judges every byte"
        ) { divergence in
            divergence.isRefusedByReference && divergence.codec.requests.count == divergence.index
                && divergence.codec.end == .needsMore(nil) && divergence.bytes.last != 0x0A
        },
        AcceptedDifference(
            "white space after a value", "RFC 9110 §5.5",
            "no part of the value; the reference leaves tabs"
        ) { divergence in
            guard let (codec, reference) = divergence.readings else { return false }
            var trimmed = reference
            for index in reference.fields.indices {
                let value = Divergence.trimmed(reference.fields[index].value[...])
                trimmed.fields[index].value = String(value)
            }
            // To the reference "close" and a tab is no "close".
            let connection = trimmed.values(of: "connection")
            if connection != reference.values(of: "connection") {
                trimmed.keepsAlive = codec.keepsAlive
            }
            return trimmed != reference && codec == trimmed
        },
        AcceptedDifference(
            "white space after a framing field", "RFC 9110 §5.5",
            "no part of the value; the reference refuses a tab there"
        ) { divergence in
            divergence.isRefusedByReference
                && divergence.headLines.contains { line in
                    let name = line.prefix { $0 != ":" }.lowercased()
                    return ["content-length", "transfer-encoding"].contains(name)
                        && line.hasSuffix("\t")
                }
        },
        AcceptedDifference(
            "a framing field among trailers", "RFC 9110 §6.5.1",
            "dropped with all trailers, which never frame; the reference refuses it"
        ) { divergence in
            divergence.isRefusedByReference
                && divergence.chunkedBody.trailerLines.contains {
                    $0.lowercased().hasPrefix("content-length:")
                        || $0.lowercased().hasPrefix("transfer-encoding:")
                }
        },
        AcceptedDifference(
            "close among trailers", "RFC 9110 §6.5.1",
            "dropped with all trailers; the reference ends the connection"
        ) { divergence in
            divergence.isRefusedByReference
                && divergence.chunkedBodyBefore.trailerLines.contains {
                    $0.lowercased().hasPrefix("connection:") && $0.contains("close")
                }
        },
        AcceptedDifference(
            "close among other options", "RFC 9112 §9.3",
            "ends the connection whatever stands beside it; to the reference the last one counts"
        ) { divergence in
            guard let (codec, reference) = divergence.readings else { return false }
            var closing = reference
            closing.keepsAlive = false
            return reference.keepsAlive && codec == closing
                && divergence.members(of: "connection").contains("close")
        },
    ]
}
