// The chunk decoder: any bytes give the same data and the same verdict however they arrive, and
// no step claims bytes that it was not given.

/// What became of a chunked body's bytes, with the data found until then.
private struct Verdict: Equatable {
    enum End: Equatable {
        case complete(consumedBytes: Int)
        case incomplete
        case rejected(RequestError)
    }

    var data: [UInt8] = []
    var end = End.incomplete
}

/// Small, so that short inputs reach them.
private let limits = ChunkLimits(
    extensionBytesMax: 16, trailerSectionBytesMax: 64, trailerCountMax: 3)

/// Decodes bytes that arrive in segments with these ends, each in memory of its own.
private func verdict(of bytes: UnsafeRawBufferPointer, arrivingUpTo ends: [Int]) -> Verdict {
    var decoder = ChunkDecoder(limits: limits)
    var verdict = Verdict()
    var consumed = 0
    for end in ends {
        do throws(RequestError) {
            let isEnd = try decode(
                UnsafeRawBufferPointer(rebasing: bytes[..<end]), from: &consumed,
                with: &decoder, into: &verdict.data)
            guard isEnd else { continue }
            verdict.end = .complete(consumedBytes: consumed)
        } catch {
            verdict.end = .rejected(error)
        }
        break
    }
    return verdict
}

/// Decodes all that has come; returns whether the body is over.
private func decode(
    _ received: UnsafeRawBufferPointer, from consumed: inout Int,
    with decoder: inout ChunkDecoder, into data: inout [UInt8]
) throws(RequestError) -> Bool {
    while true {
        let rest = ExactBytes(UnsafeRawBufferPointer(rebasing: received[consumed...]))
        let count = received.count - consumed
        switch try decoder.next(rest.span) {
        case .data(let range, let step):
            expect(0...count ~= step && range.offsets.upperBound == step, "\(range) of \(step)")
            data += received[consumed...].dropFirst(Int(range.start)).prefix(Int(range.count))
            consumed += step
        case .needsMore(let step):
            expect(step == count, "consumed \(step) of \(count) bytes and wants more")
            consumed += step
            return false
        case .end(let step):
            expect(0...count ~= step, "consumed \(step) of \(count) bytes")
            consumed += step
            return true
        }
    }
}

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzChunkDecoder(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = UnsafeRawBufferPointer(start: start, count: count)
    let whole = verdict(of: bytes, arrivingUpTo: [bytes.count])
    let again = PlantedDefect.secondReading(of: bytes)
    for ends in Arrivals.all(of: again.count) where ends.last! <= again.count {
        expectSame(verdict(of: again, arrivingUpTo: ends), as: whole, "segments to \(ends)")
    }
    return 0
}
