/// The connections of one event loop, each found by its ID without a search. The ID of one that is
/// gone finds nothing: what was reported before it closed, and what comes back for it from a lane,
/// is harmless.
struct ConnectionTable {
    private struct Slot {
        var generation: UInt32
        var connection: Connection?
    }

    private var slots: [Slot] = []
    private var free: [UInt32] = []

    var isEmpty: Bool { count == 0 }

    var count: Int { slots.count - free.count }

    /// As they are now, whatever closes while the caller goes through them.
    var all: [Connection] { slots.compactMap(\.connection) }

    subscript(id: ConnectionID) -> Connection? {
        let place = Int(id.place)
        guard place < slots.count, slots[place].generation == id.generation else { return nil }
        return slots[place].connection
    }

    mutating func add(_ connection: Connection) -> ConnectionID {
        if let place = free.popLast() {
            slots[Int(place)].connection = connection
            return ConnectionID(place: place, generation: slots[Int(place)].generation)
        }
        slots.append(Slot(generation: 1, connection: connection))
        return ConnectionID(place: UInt32(slots.count - 1), generation: 1)
    }

    mutating func remove(_ id: ConnectionID) {
        guard self[id] != nil else { return }
        let place = Int(id.place)
        slots[place].connection = nil
        // Never 0, whose tokens are the loop's own.
        slots[place].generation = max(1, slots[place].generation &+ 1)
        free.append(id.place)
    }
}
