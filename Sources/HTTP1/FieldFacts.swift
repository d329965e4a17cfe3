/// What the field lines read so far say about framing, connection and expectation.
struct FieldFacts {
    /// Whether an absolute-form target has already named the host.
    var hasTargetHost = false
    var hasHostField = false
    private var closes = false
    private var keepsAlive = false
    private var expectsContinue = false
    private var contentLength: Int?
    private var codings = TransferCodings()

    /// Sets what only the end of the head can tell; `end` is the head's length.
    @inline(__always)
    mutating func finish(
        _ head: inout RequestHead, endingAt end: Int
    ) throws(RequestError) {
        guard hasHostField || head.minorVersion == 0 else {
            throw RequestError(.missingHost, at: end)
        }
        if codings.isPresent {
            try codings.check(at: end)
            head.framing = .chunked
        } else if let contentLength {
            head.framing = .length(contentLength)
        }
        head.keepsAlive = !closes && (keepsAlive || head.minorVersion > 0)
        head.expectsContinue =
            expectsContinue && head.minorVersion > 0
            && head.framing != .none && head.framing != .length(0)
        head.byteCount = end
    }

    /// Connection (RFC 9110 §7.6.1). Options other than these two are for the app to see.
    mutating func addConnectionOptions(_ bytes: RawSpan, at value: Range<Int>) {
        var offset = value.lowerBound
        while let option = bytes.nextListElement(from: &offset, to: value.upperBound) {
            let (start, end) = (option.lowerBound, option.upperBound)
            if bytes.matches("close", from: start, to: end) { closes = true }
            if bytes.matches("keep-alive", from: start, to: end) { keepsAlive = true }
        }
    }

    /// Content-Length (RFC 9110 §8.6). RFC 9112 §6.3 allows a server to take a repeated equal
    /// value for one; here any repetition is refused, as implementations differ in it.
    mutating func addContentLength(
        _ bytes: RawSpan, at value: Range<Int>
    ) throws(RequestError) {
        guard contentLength == nil else {
            throw RequestError(.repeatedContentLength, at: value.lowerBound)
        }
        guard !codings.isPresent else {
            throw RequestError(.contentLengthWithTransferEncoding, at: value.lowerBound)
        }
        guard !value.isEmpty else {
            throw RequestError(.invalidContentLength, at: value.lowerBound)
        }
        var length = 0
        for offset in value {
            let byte = bytes.byte(at: offset)
            guard CharacterClass.digit.contains(byte) else {
                throw RequestError(.invalidContentLength, at: offset, got: byte)
            }
            let (tenfold, overflow) = length.multipliedReportingOverflow(by: 10)
            let (sum, carry) = tenfold.addingReportingOverflow(Int(byte &- .zero))
            guard !overflow, !carry else { throw RequestError(.contentLengthOverflow, at: offset) }
            length = sum
        }
        contentLength = length
    }

    /// Transfer-Encoding (RFC 9112 §6.1): not in HTTP/1.0, and not beside Content-Length.
    mutating func addTransferEncoding(
        _ bytes: RawSpan, at value: Range<Int>, minorVersion: UInt8
    ) throws(RequestError) {
        guard minorVersion > 0 else {
            throw RequestError(.transferEncodingInHTTP10, at: value.lowerBound)
        }
        guard contentLength == nil else {
            throw RequestError(.contentLengthWithTransferEncoding, at: value.lowerBound)
        }
        try codings.add(bytes, at: value)
    }

    /// Expect (RFC 9110 §10.1.1), of which only 100-continue is defined.
    mutating func addExpectation(
        _ bytes: RawSpan, at value: Range<Int>
    ) throws(RequestError) {
        var offset = value.lowerBound
        while let member = bytes.nextListElement(from: &offset, to: value.upperBound) {
            let (start, end) = (member.lowerBound, member.upperBound)
            guard bytes.matches("100-continue", from: start, to: end) || member.isEmpty else {
                throw RequestError(.unknownExpectation, at: start)
            }
            expectsContinue = expectsContinue || !member.isEmpty
        }
    }
}
