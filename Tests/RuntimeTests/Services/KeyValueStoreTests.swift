import Testing

@testable import Runtime

/// One store, many threads.
@Suite struct KeyValueStoreTests {
    @Test func noIncrementOfAnyThreadIsLost() throws {
        let store = KeyValueStore(bytesMax: 1 << 20)
        let done = Recorder<Int>()
        for number in 0..<4 {
            _ = try NamedThread("counting") {
                for _ in 0..<1_000 {
                    _ = try? store.increment([1], by: 1, lifetimeMilliseconds: 0)
                }
                done.add(number)
            }
        }
        #expect(done.waitFor(4).count == 4)
        #expect(try store.increment([1], by: 0, lifetimeMilliseconds: 0) == 4_000)
    }

    @Test func oneOfManyThatAddAnEntryHasAddedIt() throws {
        let store = KeyValueStore(bytesMax: 1 << 20)
        let outcomes = Recorder<Bool>()
        for _ in 0..<4 {
            _ = try NamedThread("adding") {
                let version = try? store.set([1], [], lifetimeMilliseconds: 0, if: .absence)
                outcomes.add(version != nil)
            }
        }
        #expect(outcomes.waitFor(4).count { $0 } == 1)
    }

    @Test(arguments: [0, UInt64(Int.max), UInt64.max])
    func aLifeLongerThanTheClockIsForEver(lifetime: UInt64) throws {
        let store = KeyValueStore(bytesMax: 1_000, now: { 1 })
        _ = try store.set([1], [2], lifetimeMilliseconds: lifetime, if: .anything)
        #expect(store.entry(of: [1])?.expiry == nil)
    }

    @Test func aSmallerSizeTakesEffectAtOnce() throws {
        let store = KeyValueStore(bytesMax: 1_000)
        _ = try store.set([1], [2], lifetimeMilliseconds: 0, if: .anything)
        store.setBytesMax(100)
        #expect(store.bytes == 0)
    }
}
