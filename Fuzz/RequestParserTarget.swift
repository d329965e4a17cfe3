// The request parser: any bytes give the same verdict however they arrive, and a head that is
// accepted holds only what its documentation promises.

/// What became of a request's bytes.
private enum Verdict: Equatable {
    case parsed(RequestHead)
    case incomplete
    case rejected(RequestError)
}

/// Small, so that short inputs reach them.
private let limits = HeadLimits(
    requestLineBytesMax: 200, fieldSectionBytesMax: 400, fieldCountMax: 8)

/// Parses bytes that arrive in segments with these ends, each call in memory of its own.
private func verdict(of bytes: UnsafeRawBufferPointer, arrivingUpTo ends: [Int]) -> Verdict {
    var parser = RequestParser(limits: limits)
    for end in ends {
        let received = ExactBytes(UnsafeRawBufferPointer(rebasing: bytes.prefix(end)))
        do throws(RequestError) {
            guard try parser.parse(received.span) else { continue }
            expectSound(parser.head, in: received.span)
            return .parsed(parser.head)
        } catch {
            return .rejected(error)
        }
    }
    return .incomplete
}

private func expectSound(_ head: RequestHead, in bytes: RawSpan) {
    expect(head.byteCount <= bytes.byteCount, "a head of \(head.byteCount) bytes")
    let ranges = [head.method, head.target, head.path, head.query, head.host]
    for range in ranges + head.fields.flatMap({ [$0.name, $0.value] }) {
        expect(range.offsets.upperBound <= head.byteCount, "\(range) is not in the head")
    }
    expect(!head.path.isEmpty, "the path is empty")
    expect(FieldSyntax.isToken(bytes.extracting(head.method.offsets)), "the method is no token")
    expect(head.fields.count <= limits.fieldCountMax, "\(head.fields.count) fields")
    for field in head.fields {
        let name = bytes.extracting(field.name.offsets)
        let value = bytes.extracting(field.value.offsets)
        expect(FieldSyntax.isToken(name), "a field name is no token")
        expect(FieldSyntax.isFieldValue(value), "a field value is none")
    }
    if case .length(let count) = head.framing { expect(count >= 0, "a length of \(count)") }
}

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzRequestParser(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    // Ends every line, since only of complete lines every arrival has to judge the same.
    let input = [UInt8](UnsafeBufferPointer(start: start, count: count)) + Array("\r\n\r\n".utf8)
    input.withUnsafeBytes { bytes in
        let whole = verdict(of: bytes, arrivingUpTo: [bytes.count])
        let again = PlantedDefect.secondReading(of: bytes)
        for ends in Arrivals.all(of: again.count) {
            expectSame(verdict(of: again, arrivingUpTo: ends), as: whole, "segments to \(ends)")
        }
    }
    return 0
}
