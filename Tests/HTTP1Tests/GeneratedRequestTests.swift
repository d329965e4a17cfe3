import TestSupport
import Testing

@testable import HTTP1

@Suite struct GeneratedRequestTests {
    @Test func findsTheSameHeadThatWasWritten() {
        let seed = SeededGenerator.newSeed()
        var generator = RequestGenerator(random: SeededGenerator(seed: seed))
        for _ in 0..<2_000 {
            let (bytes, head) = generator.next()
            #expect(Outcome(bytes) == .parsed(head), "seed \(seed)")
            for ends in Segmentation.some(of: bytes.count, using: &generator.random) {
                #expect(Outcome(bytes, arrivingUpTo: ends) == .parsed(head), "seed \(seed)")
            }
        }
    }

    @Test func judgesDamagedRequestsTheSameHoweverTheyArrive() {
        let seed = SeededGenerator.newSeed()
        var generator = RequestGenerator(random: SeededGenerator(seed: seed))
        var rejected = 0
        for _ in 0..<2_000 {
            var (bytes, head) = generator.next()
            let place = Int.random(in: 0..<head.byteCount, using: &generator.random)
            bytes[place] = [0, 9, 10, 13, 32, 44, 58, 127, 255].randomElement(
                using: &generator.random)!
            // Only complete lines have to be judged, so let the last one be complete too.
            bytes += Array("\r\n\r\n".utf8)
            let whole = Outcome(bytes)
            if whole.error != nil { rejected += 1 }
            for ends in Segmentation.some(of: bytes.count, using: &generator.random) {
                #expect(Outcome(bytes, arrivingUpTo: ends) == whole, "seed \(seed), \(ends)")
            }
        }
        #expect(rejected > 500, "seed \(seed)")
    }
}
