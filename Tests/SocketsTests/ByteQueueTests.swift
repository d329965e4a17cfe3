import Sockets
import TestSupport
import Testing

/// First in, first out, in one run of memory.
@Suite struct ByteQueueTests {
    @Test func anEmptyOneOwnsNoMemory() {
        let queue = ByteQueue()
        #expect(queue.count == 0)
        #expect(queue.capacity == 0)
        #expect(queue.array == [])
    }

    @Test func aCopyHasMemoryOfJustItsSize() {
        let queue = ByteQueue("hello")
        #expect(queue.text == "hello")
        #expect(queue.capacity == 5)
    }

    @Test func writesInPlaceAndKeepsNothingOfAFailure() {
        struct Failure: Error {}
        var queue = ByteQueue("a")
        queue.append(bytesMax: 10) { $0.append(UInt8(ascii: "b")) }
        #expect(throws: Failure.self) {
            try queue.append(bytesMax: 10) { span throws(Failure) in
                span.append(UInt8(ascii: "c"))
                throw Failure()
            }
        }
        #expect(queue.text == "ab")
    }

    @Test func givesItsMemoryAwayWithAllThatFillsIt() {
        var queue = ByteQueue(String(repeating: "x", count: 1_000))
        let first = queue.withUnsafeBytes { $0.baseAddress }
        let taken = queue.takeFirst(1_000)
        #expect(taken.withUnsafeBytes { $0.baseAddress == first })
        #expect(queue.capacity == 0)
    }

    @Test func keepsItsMemoryForLittle() {
        var queue = ByteQueue(String(repeating: "x", count: 1_000))
        queue.removeFirst(990)
        let taken = queue.takeFirst(10)
        #expect(taken.text == "xxxxxxxxxx")
        #expect(taken.capacity == 10)
        #expect(queue.capacity == 1_000)
    }

    @Test func removesAllAndKeepsMemoryUpToABound() {
        var queue = ByteQueue("hello")
        queue.removeAll(keptBytesMax: 5)
        #expect([queue.count, queue.capacity] == [0, 5])
        queue.append("again")
        queue.removeAll(keptBytesMax: 4)
        #expect([queue.count, queue.capacity] == [0, 0])
    }

    @Test func movesBytesDownOverThoseBefore() {
        var queue = ByteQueue("??head5:hello")
        queue.removeFirst(2)
        queue.moveDown(6..<11, to: 4)
        queue.truncate(to: 9)
        #expect(queue.text == "headhello")
    }

    @Test func behavesAsAnArrayDoes() {
        let seed = SeededGenerator.newSeed()
        var random = SeededGenerator(seed: seed)
        var queue = ByteQueue()
        var model: [UInt8] = []
        for step in 0..<20_000 {
            let count = Int.random(in: 0...model.count, using: &random)
            switch Int.random(in: 0..<7, using: &random) {
            case 0...2:
                let bytes = (0..<Int.random(in: 0...64, using: &random)).map { _ in
                    UInt8(step & 255)
                }
                queue.append(bytes[...])
                model += bytes
            case 3:
                queue.removeFirst(count)
                model.removeFirst(count)
            case 4:
                queue.truncate(to: count)
                model.removeLast(model.count - count)
            case 5:
                #expect(queue.takeFirst(count).array == Array(model.prefix(count)))
                model.removeFirst(count)
            default: queue.reserve(count)
            }
            guard queue.array == model else {
                Issue.record("step \(step), seed \(seed)")
                return
            }
        }
    }
}
