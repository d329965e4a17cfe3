/// Something that reads the bytes of one connection in segments, which arrive in order.
protocol Reader {
    init()
    mutating func receive(_ segment: ArraySlice<UInt8>)
    /// What became of the bytes so far.
    var transcript: Transcript { get }
}

extension Reader {
    /// Reads bytes in segments that end at these offsets, and at the end.
    static func read(_ bytes: [UInt8], arrivingUpTo ends: [Int]) -> Transcript {
        var reader = Self()
        var start = 0
        for end in ends + [bytes.count] {
            reader.receive(bytes[start..<end])
            start = end
        }
        return reader.transcript
    }
}
