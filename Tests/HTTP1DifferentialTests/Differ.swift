/// Lets the codec and the reference read the same connections, and looks up where they differ.
struct Differ {
    /// A difference that no entry of the table explains.
    struct Finding: CustomStringConvertible {
        let divergence: Divergence
        let ends: [Int]

        /// All that is needed to see it again.
        var description: String {
            let bytes = String(decoding: divergence.bytes, as: UTF8.self).debugDescription
            return """
                request \(divergence.index) differs, \
                segments up to \(ends + [divergence.bytes.count])
                bytes: \(bytes), as numbers: \(divergence.bytes)
                codec: \(divergence.codec.end), \
                \(String(describing: divergence.codec.request(at: divergence.index)))
                reference: \(divergence.reference.end), \
                \(String(describing: divergence.reference.request(at: divergence.index)))
                """
        }
    }

    typealias Reading = ([UInt8], _ ends: [Int]) -> Transcript

    let readsCodec: Reading
    private(set) var findings: [Finding] = []
    /// How often each entry of the table was needed, by its name.
    private(set) var accepted: [String: Int] = [:]

    /// - Parameter readsCodec: what reads in the codec's place, if it is not the codec.
    init(readsCodec: @escaping Reading = CodecReader.read) {
        self.readsCodec = readsCodec
    }

    mutating func compare(_ connection: Connection) {
        for ends in connection.segmentations {
            let divergence = Divergence(
                connection.bytes,
                codec: readsCodec(connection.bytes, ends),
                reference: ReferenceReader.read(connection.bytes, arrivingUpTo: ends))
            guard let divergence else { continue }
            // Whatever may be said against a valid request, it is no reason to differ.
            if connection.kind != .valid,
                let difference = AcceptedDifference.explaining(divergence)
            {
                accepted[difference.name, default: 0] += 1
            } else {
                findings.append(Finding(divergence: divergence, ends: ends))
            }
        }
    }
}
