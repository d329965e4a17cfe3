/// What the answers to a `Pipeline`'s requests have in common: all have the length of the first,
/// and their number at one place. So a hundred thousand are checked in no time.
struct NumberedAnswer {
    /// The first request's; all have as many digits.
    static let firstNumber = 1_000_000

    let byteCount: Int
    private let beginning: [UInt8]
    /// Of the number, from the answer's first byte.
    private let digits: Range<Int>

    /// - Parameter bytes: what has come; `nil` where it is not the whole first answer.
    init?(_ bytes: [UInt8]) throws {
        guard let headEnd = bytes.firstRange(of: Array("\r\n\r\n".utf8)) else { return nil }
        let head = bytes[..<headEnd.lowerBound]
        let response = try HTTPResponse(head: String(decoding: head, as: UTF8.self))
        let field = Array("Echo-Path: /".utf8)
        guard let place = head.firstRange(of: field),
            try response.bodyByteCount(isHead: false) == 0
        else { throw TestFailure("expected an answer of echo's, got \(response)") }
        byteCount = headEnd.upperBound
        beginning = Array("HTTP/1.1 200 OK\r\n".utf8)
        digits = place.upperBound..<place.upperBound + "\(Self.firstNumber)".utf8.count
    }

    /// - Throws: where the bytes are not the answer to this request.
    func check(_ bytes: ArraySlice<UInt8>, is number: Int) throws {
        let text = bytes.dropFirst(digits.lowerBound).prefix(digits.count)
        let got = text.reduce(0) { $0 * 10 + Int($1) - 0x30 }
        guard got == Self.firstNumber + number, bytes.starts(with: beginning),
            bytes.suffix(2) == [0x0d, 0x0a]
        else {
            let text = String(decoding: bytes, as: UTF8.self)
            throw TestFailure("expected answer \(number), got \(text)")
        }
    }
}
