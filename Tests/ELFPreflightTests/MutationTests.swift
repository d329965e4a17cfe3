import ELFPreflight
import TestSupport
import Testing

/// Random damage: whatever the bytes, the answer is facts or one line of refusal, never a trap.
@Suite struct MutationTests {
    @Test(arguments: 0..<8 as Range<UInt64>) func survivesFlippedBits(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let sound = try CompiledPlugin.hello()
        for round in 0..<2_000 {
            var file = sound
            for _ in 0..<Int.random(in: 1...8, using: &generator) {
                let bit = Int.random(in: 0..<file.count * 8, using: &generator)
                file[bit / 8] ^= 1 << (bit % 8)
            }
            expectAnswer(file, "seed \(seed), round \(round)")
        }
    }

    /// Numbers at which sums overflow and comparisons turn over, where numbers are expected.
    @Test(arguments: 0..<8 as Range<UInt64>) func survivesExtremeNumbers(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let sound = EditableELF(try CompiledPlugin.hello())
        let extremes: [UInt64] = [
            0, 1, 8, 24, 4095, 0x7FFF_FFFF, 0xFFFF_FFFF, .max >> 1, .max >> 1 + 1, .max - 7, .max,
        ]
        for round in 0..<2_000 {
            var file = sound
            for _ in 0..<Int.random(in: 1...3, using: &generator) {
                let offset = Int.random(in: 0..<(file.bytes.count - 8) / 4, using: &generator) * 4
                let value = extremes.randomElement(using: &generator) ?? 0
                if Bool.random(using: &generator) {
                    file.write(value, at: offset)
                } else {
                    file.write(UInt32(truncatingIfNeeded: value), at: offset)
                }
            }
            expectAnswer(file.bytes, "seed \(seed), round \(round)")
        }
    }

    private func expectAnswer(_ file: [UInt8], _ which: String) {
        do throws(PreflightError) {
            let facts = try preflight(file.span.bytes, host: host)
            #expect(facts.manifest.name.utf8.count < 64, "\(which)")
        } catch {
            let text = "\(error)"
            #expect(!text.isEmpty && !text.contains("\n"), "\(which): \(text)")
        }
    }
}
