import TestSupport
import Testing

@testable import Runtime

/// Keys by time, against a sorted list.
@Suite struct DeadlineHeapTests {
    @Test func takesTheEarliestFirstAndEqualOnesInTheirOrder() {
        var heap = DeadlineHeap<String>()
        for (key, time) in [("c", 30), ("a", 10), ("b", 20), ("a2", 10)] {
            heap.insert(key, at: time)
        }
        #expect(heap.firstTime == 10)
        #expect(heap.takeFirst(dueAt: 9) == nil)
        var taken: [String] = []
        while let key = heap.takeFirst(dueAt: 29) { taken.append(key) }
        #expect(taken == ["a", "a2", "b"])
        #expect(heap.count == 1)
    }

    @Test func takesOutWhatIsInAndNothingElse() {
        var heap = DeadlineHeap<Int>()
        heap.insert(1, at: 10)
        #expect(heap.remove(2) == false)
        #expect(heap.remove(1) == true)
        #expect(heap.remove(1) == false)
        #expect(heap.firstTime == nil)
    }

    @Test func agreesWithASortedListInRandomHistories() {
        let seed = SeededGenerator.newSeed()
        var random = SeededGenerator(seed: seed)
        for _ in 0..<200 {
            var heap = DeadlineHeap<Int>()
            var model: [(time: Int, key: Int)] = []
            for key in 0..<Int.random(in: 1...200, using: &random) {
                let time = Int.random(in: 0..<50, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0:
                    let victim = Int.random(in: 0...key, using: &random)
                    let isIn = model.contains { $0.key == victim }
                    model.removeAll { $0.key == victim }
                    #expect(heap.remove(victim) == isIn, "seed \(seed)")
                case 1:
                    let due = model.first.flatMap { $0.time <= time ? $0.key : nil }
                    if due != nil { model.removeFirst() }
                    #expect(heap.takeFirst(dueAt: time) == due, "seed \(seed)")
                default:
                    heap.insert(key, at: time)
                    let place = model.firstIndex { $0.time > time } ?? model.endIndex
                    model.insert((time, key), at: place)
                }
                #expect(heap.firstTime == model.first?.time, "seed \(seed)")
                #expect(heap.count == model.count, "seed \(seed)")
            }
        }
    }
}
