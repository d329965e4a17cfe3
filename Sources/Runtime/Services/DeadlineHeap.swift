/// Keys by the time at which each is due: a binary heap that knows where each key stands, so that
/// one can be taken out again at the cost of putting it in, O(log n). A pure value.
struct DeadlineHeap<Key: Hashable & Sendable>: Sendable {
    private struct Item: Sendable {
        let time: Int
        /// Of keys due at the same time, the one put in first comes first.
        let turn: UInt64
        let key: Key

        static func < (one: Item, other: Item) -> Bool {
            (one.time, one.turn) < (other.time, other.turn)
        }
    }

    private var items: [Item] = []
    private var places: [Key: Int] = [:]
    private var lastTurn: UInt64 = 0

    var count: Int { items.count }

    /// When the first key is due; `nil` if there is none.
    var firstTime: Int? { items.first?.time }

    /// - Parameter key: one that is not in here.
    mutating func insert(_ key: Key, at time: Int) {
        precondition(places[key] == nil, "a key has one deadline")
        lastTurn += 1
        items.append(Item(time: time, turn: lastTurn, key: key))
        places[key] = items.count - 1
        moveUp(from: items.count - 1)
    }

    /// - Returns: whether it was in here.
    @discardableResult
    mutating func remove(_ key: Key) -> Bool {
        guard let place = places[key] else { return false }
        swap(place, items.count - 1)
        items.removeLast()
        places[key] = nil
        if place < items.count {
            moveDown(from: place)
            moveUp(from: place)
        }
        return true
    }

    /// Takes out the key that is due first, if it is due at `now`.
    mutating func takeFirst(dueAt now: Int) -> Key? {
        guard let first = items.first, first.time <= now else { return nil }
        remove(first.key)
        return first.key
    }

    private mutating func moveUp(from start: Int) {
        var place = start
        while place > 0, items[place] < items[(place - 1) / 2] {
            swap(place, (place - 1) / 2)
            place = (place - 1) / 2
        }
    }

    private mutating func moveDown(from start: Int) {
        var place = start
        while true {
            var child = 2 * place + 1
            guard child < items.count else { return }
            if child + 1 < items.count, items[child + 1] < items[child] { child += 1 }
            guard items[child] < items[place] else { return }
            swap(place, child)
            place = child
        }
    }

    private mutating func swap(_ one: Int, _ other: Int) {
        items.swapAt(one, other)
        places[items[one].key] = one
        places[items[other].key] = other
    }
}
