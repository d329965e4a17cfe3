import TestSupport
import Testing

@testable import HTTP1

/// The loops that take eight bytes a step, against the obvious ones that take one.
@Suite struct ScanningTests {
    @Test func findsTheEndOfAValueAtEveryByteAndOffset() {
        for length in 0...20 {
            for position in 0..<max(length, 1) {
                for byte in UInt8.min...UInt8.max {
                    var bytes = [UInt8](repeating: 0x61, count: length)
                    if position < length { bytes[position] = byte }
                    let expected = bytes.firstIndex { !CharacterClass.fieldValue.contains($0) }
                    let found = bytes.span.bytes.endOfFieldValue(from: 0, to: length)
                    #expect(found == expected ?? length)
                }
            }
        }
    }

    @Test func findsTheFirstLineFeedAmongSimilarBytes() {
        let seed = SeededGenerator.newSeed()
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<20_000 {
            let length = Int.random(in: 0...24, using: &generator)
            let bytes = (0..<length).map { _ in
                [0x0A, 0x0B, 0x8A, 0x09, 0x00, 0xFF].randomElement(using: &generator)! as UInt8
            }
            let from = Int.random(in: 0...length, using: &generator)
            let expected = bytes[from...].firstIndex(of: 0x0A)
            let found = bytes.span.bytes.firstLineFeed(from: from, to: length)
            #expect(found == expected, "seed \(seed), bytes \(bytes), from \(from)")
        }
    }
}
