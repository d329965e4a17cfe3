/// A difference between the codec and the reference that is meant, and why.
struct AcceptedDifference: Sendable {
    let name: String
    /// Where the rule stands.
    let source: String
    let why: String
    /// Whether a divergence is this one. Judges by the bytes, where it can, not by what the codec
    /// says of them.
    let explains: @Sendable (Divergence) -> Bool

    init(
        _ name: String, _ source: String, _ why: String,
        explains: @escaping @Sendable (Divergence) -> Bool
    ) {
        self.name = name
        self.source = source
        self.why = why
        self.explains = explains
    }

    /// The whole table. What is not in it is a defect of the codec, or a new entry.
    static let all = refusedLines + refusedRequestLines + refusedFields + refusedFraming + taken

    static func explaining(_ divergence: Divergence) -> AcceptedDifference? {
        all.first { $0.explains(divergence) }
    }
}
