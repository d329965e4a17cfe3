import TestSupport

@testable import Runtime

/// One random history, done by the entries and by their model at once.
struct KeyValueHistory {
    typealias ChangeError = KeyValueEntries.ChangeError

    private(set) var random: SeededGenerator
    private var entries = KeyValueEntries(bytesMax: 1_500)
    private var model = KeyValueModel(bytesMax: 1_500)
    private var now = 0
    private var lastVersion: UInt64 = 0

    init(random: SeededGenerator) {
        self.random = random
    }

    /// - Returns: in what the two differ, if they do.
    mutating func step() -> String? {
        now += number(0...3)
        let key = [UInt8(number(0...11))]
        let operation = number(0...9)
        let (got, expected): (String, String)
        switch operation {
        case 0...2: (got, expected) = get(key)
        case 3...5: (got, expected) = set(key)
        case 6: (got, expected) = remove(key)
        case 7, 8: (got, expected) = increment(key)
        default: (got, expected) = resize()
        }
        guard got == expected, entries.bytes == model.bytes else {
            return "\(operation) of \(key) at \(now): \(got), expected \(expected)"
        }
        return nil
    }

    private mutating func number(_ range: ClosedRange<Int>) -> Int {
        Int.random(in: range, using: &random)
    }

    private mutating func get(_ key: [UInt8]) -> (String, String) {
        let entry = entries.entry(of: key, now: now)
        let expected = model.get(key, now: now)
        return (
            entry.map { "\($0.value) \($0.version) \($0.expiry ?? -1)" } ?? "none",
            expected.map { "\($0.value) \($0.version) \($0.expiry ?? -1)" } ?? "none"
        )
    }

    private mutating func set(_ key: [UInt8]) -> (String, String) {
        let value = [UInt8](repeating: 7, count: number(0...1) * number(0...1_600))
        let (expiry, condition) = (expiry(), expectation())
        return (
            outcome { () throws(ChangeError) in
                lastVersion = try entries.set(key, value, expiry: expiry, if: condition, now: now)
                return "\(lastVersion)"
            },
            outcome { () throws(ChangeError) in
                "\(try model.set(key, value, expiry: expiry, if: condition, now: now))"
            }
        )
    }

    private mutating func remove(_ key: [UInt8]) -> (String, String) {
        let condition = expectation()
        return (
            outcome { () throws(ChangeError) in
                try entries.remove(key, if: condition, now: now)
                return "removed"
            },
            outcome { () throws(ChangeError) in
                try model.remove(key, if: condition, now: now)
                return "removed"
            }
        )
    }

    private mutating func increment(_ key: [UInt8]) -> (String, String) {
        let (delta, expiry) = (Int64(number(-5...5)), expiry())
        return (
            outcome { () throws(ChangeError) in
                "\(try entries.increment(key, by: delta, expiry: expiry, now: now))"
            },
            outcome { () throws(ChangeError) in
                "\(try model.increment(key, by: delta, expiry: expiry, now: now))"
            }
        )
    }

    /// To what it is already: what a smaller size drops, another test says.
    private mutating func resize() -> (String, String) {
        entries.bytesMax = 1_500
        return ("\(entries.count)", "\(model.entries.count)")
    }

    private mutating func expiry() -> Int? {
        number(0...1) == 0 ? nil : now + number(1...20)
    }

    private mutating func expectation() -> KeyValueEntries.Expectation {
        switch number(0...3) {
        case 0: .absence
        case 1: .version(lastVersion)
        default: .anything
        }
    }

    private func outcome(_ body: () throws(ChangeError) -> String) -> String {
        do { return try body() } catch { return "\(error)" }
    }
}
