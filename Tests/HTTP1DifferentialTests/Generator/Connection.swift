import TestSupport

/// The bytes of a connection, and the way in which they arrive.
struct Connection {
    enum Kind {
        /// Every request is valid.
        case valid
        /// Requests have a fault in their syntax or their meaning, and some end early.
        case faulty
        /// Some bytes were changed, lost, repeated or put in.
        case damaged
    }

    let kind: Kind
    let requestCount: Int
    let bytes: [UInt8]
    /// Ways to arrive, each the ends of the segments but the last.
    let segmentations: [[Int]]

    init(using random: inout SeededGenerator) {
        kind = random.choice(of: [.valid, .faulty, .faulty, .damaged])
        var drafts = (0..<random.number(in: 1...3)).map { _ in
            RequestDraft.valid(using: &random)
        }
        requestCount = drafts.count
        if kind == .faulty {
            for _ in 0..<random.number(in: 1...2) {
                drafts[random.number(in: 0...drafts.count - 1)].addFault(using: &random)
            }
        }
        var bytes = Array(drafts.map(\.text).joined().utf8)
        if kind == .damaged {
            for _ in 0..<random.number(in: 1...3) { Self.damage(&bytes, using: &random) }
        }
        if kind == .faulty, random.oneIn(8) {
            bytes.removeLast(random.number(in: 0...bytes.count))
        }
        self.bytes = bytes
        segmentations = Self.segmentations(of: bytes.count, using: &random)
    }

    private static func damage(_ bytes: inout [UInt8], using random: inout SeededGenerator) {
        guard !bytes.isEmpty else { return }
        let index = random.number(in: 0...bytes.count - 1)
        let end = min(bytes.count, index + random.number(in: 1...20))
        switch random.number(in: 0...5) {
        case 0: bytes[index] = UInt8(random.number(in: 0...255))
        case 1: bytes[index] = random.choice(of: Array("\0\t\r\n :,;=0aA#\u{7F}".utf8))
        case 2: bytes.removeSubrange(index..<end)
        case 3: bytes.removeSubrange(index...)
        case 4: bytes.insert(contentsOf: bytes[index..<end], at: index)
        default:
            let text = random.choice(of: ["\r\n", "\n", "\r", " ", ":"])
            bytes.insert(contentsOf: text.utf8, at: index)
        }
    }

    /// Whole, cut in a few places, and, since it costs most, now and then every byte alone.
    private static func segmentations(
        of count: Int, using random: inout SeededGenerator
    ) -> [[Int]] {
        let cuts = (0..<random.number(in: 1...4)).map { _ in random.number(in: 0...count) }
        return [[], cuts.sorted()] + (random.oneIn(20) ? [Array(0...count)] : [])
    }
}
