/// The number of one loaded copy of a plugin: unique in the process, rising from 1.
struct GenerationID: Hashable, Comparable, Sendable, CustomStringConvertible {
    let number: UInt64

    init(_ number: UInt64) {
        self.number = number
    }

    static func < (one: GenerationID, other: GenerationID) -> Bool {
        one.number < other.number
    }

    var description: String { String(number) }
}
