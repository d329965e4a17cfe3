/// The transfer codings of a request, in order, over all its Transfer-Encoding lines.
///
/// Stricter than the list syntax of RFC 9110 §5.6.1: an empty member is refused, and so is a
/// parameter of chunked, since this field is where request smuggling begins.
struct TransferCodings {
    private(set) var isPresent = false
    private var endsInChunked = false
    private var hasUnknown = false

    /// Adds the members of one field value. Throws for chunked applied twice or not last.
    mutating func add(_ bytes: RawSpan, at value: Range<Int>) throws(RequestError) {
        isPresent = true
        var offset = value.lowerBound
        while let member = bytes.nextListElement(from: &offset, to: value.upperBound) {
            let (start, end) = (member.lowerBound, member.upperBound)
            let isChunked = bytes.matches("chunked", from: start, to: end)
            if endsInChunked {
                throw RequestError(isChunked ? .chunkedRepeated : .chunkedNotFinal, at: start)
            }
            endsInChunked = isChunked
            guard !isChunked else { continue }
            guard Self.isOtherCoding(bytes, from: start, to: end) else {
                throw RequestError(.malformedTransferEncoding, at: start)
            }
            hasUnknown = true
        }
    }

    /// The verdict at the end of the head: without chunked at the end the body's length is
    /// unknown, which must be 400 (RFC 9112 §6.3); a coding before it, which this server does
    /// not know, is 501 (RFC 9112 §6.1).
    func check(at end: Int) throws(RequestError) {
        guard endsInChunked else { throw RequestError(.chunkedNotFinal, at: end) }
        guard !hasUnknown else { throw RequestError(.unknownTransferCoding, at: end) }
    }

    /// A token, alone or followed by parameters, other than chunked with parameters.
    private static func isOtherCoding(_ bytes: RawSpan, from start: Int, to end: Int) -> Bool {
        let nameEnd = bytes.end(of: .token, from: start, to: end)
        guard nameEnd > start, !bytes.matches("chunked", from: start, to: nameEnd) else {
            return false
        }
        let next = bytes.endOfWhitespace(from: nameEnd, to: end)
        return next == end || bytes.byte(at: next) == .semicolon
    }
}
