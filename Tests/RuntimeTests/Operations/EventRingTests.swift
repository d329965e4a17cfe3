import Glibc
import Synchronization
import Testing

@testable import Runtime

/// The last events, and how they are resumed.
@Suite struct EventRingTests {
    private let ring = EventRing()

    private func append(_ count: Int, app: String? = nil) {
        for number in 0..<count {
            let about: [(key: String, value: Event.Value)] = app.map { [("app", .text($0))] } ?? []
            ring.append(Event("note", about + [("number", .number(number))]), at: timespec())
        }
    }

    private func ids(after id: Int, countMax: Int = 10_000) -> [Int] {
        ring.batch(after: id, countMax: countMax).entries.map(\.id)
    }

    @Test func idsRiseFromOne() {
        append(3, app: "hello")
        let batch = ring.batch(after: 0, countMax: 10)
        #expect(batch.entries.map(\.id) == [1, 2, 3])
        #expect(batch.entries.allSatisfy { $0.name == "note" && $0.app == "hello" })
        #expect(batch.lost == nil && !batch.isLast)
        let line = String(decoding: batch.entries[2].line, as: UTF8.self)
        #expect(line.hasSuffix(#""event":"note","app":"hello","number":2}"#))
    }

    @Test func aBatchBeginsBehindAnIDAndIsBounded() {
        append(10)
        #expect(ids(after: 4, countMax: 3) == [5, 6, 7])
        #expect(ids(after: 9) == [10])
        #expect(ids(after: 10) == [])
    }

    @Test(arguments: [0, 1, 1_023, 1_024, 1_025, 3_000])
    func theLastOnesStayAndTheOthersAreToldAsLost(count: Int) {
        append(count)
        let batch = ring.batch(after: 0, countMax: 10_000)
        let first = max(1, count - EventRing.countMax + 1)
        #expect(batch.entries.map(\.id) == (count == 0 ? [] : Array(first...count)))
        #expect(batch.lost == (first > 1 ? 1...first - 1 : nil))
    }

    @Test func anIDOfAnotherProcessMeansAll() {
        append(3)
        #expect(ids(after: 4) == [1, 2, 3])
        #expect(ids(after: Int.max) == [1, 2, 3])
        #expect(ids(after: -1) == [1, 2, 3])
    }

    @Test func whoListensIsToldUntilItIgnores() {
        let noticed = Mutex(0)
        let listener = ring.listen { noticed.withLock { $0 += 1 } }
        append(2)
        #expect(noticed.withLock { $0 } == 2)
        ring.ignore(listener)
        append(2)
        #expect(noticed.withLock { $0 } == 2)
    }

    @Test func aClosedRingSaysWhatIsTheLast() {
        let noticed = Mutex(0)
        _ = ring.listen { noticed.withLock { $0 += 1 } }
        append(5)
        ring.close()
        #expect(noticed.withLock { $0 } == 6)
        #expect(!ring.batch(after: 0, countMax: 4).isLast)
        #expect(ring.batch(after: 4, countMax: 4).isLast)
        #expect(ring.batch(after: 5, countMax: 4).isLast)
    }
}
