import TestSupport

extension SeededGenerator {
    /// A text of characters drawn from an alphabet.
    mutating func text(of alphabet: String, count: ClosedRange<Int>) -> String {
        let letters = Array(alphabet)
        let length = Int.random(in: count, using: &self)
        return String((0..<length).map { _ in letters.randomElement(using: &self)! })
    }
}
