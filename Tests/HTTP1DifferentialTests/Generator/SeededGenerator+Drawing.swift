import TestSupport

extension SeededGenerator {
    /// True once in `count` times.
    mutating func oneIn(_ count: Int) -> Bool {
        number(in: 0...count - 1) == 0
    }

    mutating func number(in range: ClosedRange<Int>) -> Int {
        Int.random(in: range, using: &self)
    }

    mutating func choice<Element>(of elements: [Element]) -> Element {
        elements[number(in: 0...elements.count - 1)]
    }

    /// A text of ASCII characters drawn from an alphabet.
    mutating func text(of alphabet: StaticString, count: ClosedRange<Int>) -> String {
        let length = number(in: count)
        let letters = UnsafeBufferPointer(
            start: alphabet.utf8Start, count: alphabet.utf8CodeUnitCount)
        return String(unsafeUninitializedCapacity: length) { bytes in
            for index in 0..<length { bytes[index] = letters.randomElement(using: &self)! }
            return length
        }
    }

    /// The text with the case of each letter drawn.
    mutating func cased(_ text: String) -> String {
        String(text.map { next() & 1 == 0 ? $0 : Character($0.uppercased()) })
    }
}
