import Configuration
import TestSupport
import Testing

@Suite struct RobustnessTests {
    @Test func everyTruncationIsRefusedInsideTheFile() {
        let bytes = Array(sample.utf8)
        let lineCount = sample.split(separator: "\n", omittingEmptySubsequences: false).count
        for count in bytes.indices {
            do {
                let read = try ServerConfiguration.parse(Array(bytes[..<count]), file: "f")
                Issue.record("\(count) bytes were accepted as \(read)")
            } catch {
                #expect((1...lineCount).contains(error.line))
                #expect((1...200).contains(error.column))
            }
        }
    }

    @Test(arguments: 0..<UInt64(20))
    func noDamageTrapsIt(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<500 {
            var bytes = Array(sample.utf8)
            for _ in 0..<Int.random(in: 1...4, using: &random) { damage(&bytes, with: &random) }
            check(bytes, seed: seed)
        }
    }

    /// One flipped bit, foreign byte, lost stretch or repeated stretch.
    private func damage(_ bytes: inout [UInt8], with random: inout SeededGenerator) {
        let tokens: [UInt8] = Array("{}[]\",:\\u0-e.tn \n\0\u{FF}".utf8)
        guard let index = bytes.indices.randomElement(using: &random) else { return }
        let end = min(bytes.count, index + Int.random(in: 1...20, using: &random))
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes[index] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        case 1: bytes[index] = tokens.randomElement(using: &random)!
        case 2: bytes.removeSubrange(index..<end)
        default: bytes.insert(contentsOf: bytes[index..<end], at: index)
        }
    }

    /// Whatever is read keeps its promises, and whatever is refused says so in one line.
    private func check(_ bytes: [UInt8], seed: UInt64) {
        let lines: [String]
        do {
            let configuration = try ServerConfiguration.parse(bytes, file: "f")
            let names = configuration.apps.map(\.name)
            #expect(Set(names).count == names.count, "seed \(seed)")
            let hosts = configuration.apps.flatMap(\.effectiveHostnames)
            #expect(Set(hosts).count == hosts.count, "seed \(seed)")
            lines = configuration.rejected.map(\.description)
        } catch {
            lines = [error.description]
        }
        for line in lines {
            #expect(line.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }, "seed \(seed): \(line)")
        }
    }
}
