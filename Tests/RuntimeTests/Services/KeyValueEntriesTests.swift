import TestSupport
import Testing

@testable import Runtime

/// The rules of `nano/kv.h`, on the value behind the store; the time is what a test says it is.
@Suite struct KeyValueEntriesTests {
    typealias ChangeError = KeyValueEntries.ChangeError

    private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

    @Test func writesByVersion() throws {
        var entries = KeyValueEntries(bytesMax: 10_000)
        let first = try entries.set(bytes("k"), [1], expiry: nil, if: .absence, now: 0)
        #expect(throws: ChangeError.conflict) {
            try entries.set(bytes("k"), [2], expiry: nil, if: .absence, now: 0)
        }
        let second = try entries.set(bytes("k"), [3], expiry: nil, if: .version(first), now: 0)
        #expect(second > first)
        #expect(throws: ChangeError.conflict) {
            try entries.remove(bytes("k"), if: .version(first), now: 0)
        }
        #expect(entries.entry(of: bytes("k"), now: 0)?.value == [3])
        try entries.remove(bytes("k"), if: .version(second), now: 0)
        #expect(throws: ChangeError.absent) {
            try entries.remove(bytes("k"), if: .anything, now: 0)
        }
        #expect(entries.bytes == 0)
    }

    @Test func anEntryIsGoneWhenItsTimeIsOver() throws {
        var entries = KeyValueEntries(bytesMax: 10_000)
        let version = try entries.set(bytes("k"), [1], expiry: 100, if: .anything, now: 0)
        #expect(entries.entry(of: bytes("k"), now: 99)?.version == version)
        #expect(entries.entry(of: bytes("k"), now: 100) == nil)
        #expect(entries.bytes == 0)
        #expect(throws: ChangeError.conflict) {
            try entries.set(bytes("k"), [2], expiry: nil, if: .version(version), now: 100)
        }
    }

    @Test func whereThereIsNoRoomTheOldestGo() throws {
        var entries = KeyValueEntries(bytesMax: 3 * (1 + 128))
        for key in ["a", "b", "c"] {
            _ = try entries.set(bytes(key), [], expiry: nil, if: .anything, now: 0)
        }
        _ = entries.entry(of: bytes("a"), now: 0)
        _ = try entries.set(bytes("d"), [], expiry: nil, if: .anything, now: 0)
        #expect(entries.entry(of: bytes("b"), now: 0) == nil)
        #expect(entries.entry(of: bytes("a"), now: 0) != nil)
        entries.bytesMax = 129
        #expect(entries.count == 1)
        #expect(entries.entry(of: bytes("a"), now: 0) != nil)
    }

    @Test func anEntryLargerThanTheStoreChangesNothing() throws {
        var entries = KeyValueEntries(bytesMax: 200)
        _ = try entries.set(bytes("k"), [1], expiry: nil, if: .anything, now: 0)
        let large = [UInt8](repeating: 0, count: 72)
        #expect(throws: ChangeError.tooLarge) {
            try entries.set(bytes("k"), large, expiry: nil, if: .anything, now: 0)
        }
        #expect(entries.entry(of: bytes("k"), now: 0)?.value == [1])
    }

    @Test(arguments: [("", 5), ("-5", 0), ("37", 42)])
    func increments(start: String, sum: Int64) throws {
        var entries = KeyValueEntries(bytesMax: 1_000)
        if !start.isEmpty {
            _ = try entries.set(bytes("n"), bytes(start), expiry: 50, if: .anything, now: 0)
        }
        #expect(try entries.increment(bytes("n"), by: 5, expiry: 70, now: 0) == sum)
        #expect(entries.entry(of: bytes("n"), now: 0)?.value == bytes(String(sum)))
        #expect(entries.entry(of: bytes("n"), now: 0)?.expiry == (start.isEmpty ? 70 : 50))
    }

    @Test(arguments: ["x", "+1", " 1", "1 ", "1.0", "9223372036854775807"])
    func incrementsNothingButDecimalNumbersThatStayInRange(value: String) throws {
        var entries = KeyValueEntries(bytesMax: 1_000)
        _ = try entries.set(bytes("n"), bytes(value), expiry: nil, if: .anything, now: 0)
        #expect(throws: ChangeError.notANumber) {
            try entries.increment(bytes("n"), by: 1, expiry: nil, now: 0)
        }
        #expect(entries.entry(of: bytes("n"), now: 0)?.value == bytes(value))
    }

    @Test func agreesWithItsModelInRandomHistories() {
        let seed = SeededGenerator.newSeed()
        var random = SeededGenerator(seed: seed)
        for _ in 0..<100 {
            var history = KeyValueHistory(random: random)
            for _ in 0..<300 {
                let difference = history.step()
                #expect(difference == nil, "seed \(seed)")
            }
            random = history.random
        }
    }
}
