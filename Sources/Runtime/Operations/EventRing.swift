// The last events, with the numbers that operators resume from. A reader is told that there is
// something new and fetches it: one that reads slowly costs nothing but itself, and learns what it
// has missed.

import Glibc

/// The last `countMax` events as JSON lines. Callable from every thread; never blocks for longer
/// than another call takes.
final class EventRing: Sendable {
    static let countMax = 1_024

    struct Entry: Sendable {
        /// Rising from 1, without a gap.
        let id: Int
        let name: String
        /// The app that it is about.
        let app: String?
        /// Without a line feed.
        let line: [UInt8]
    }

    /// What comes behind an id.
    struct Batch: Sendable {
        /// Events that are no longer there.
        var lost: ClosedRange<Int>?
        var entries: [Entry] = []
        /// Nothing comes behind these: the process ends.
        var isLast = false
    }

    private struct State {
        /// By id, modulo `countMax`.
        var entries: [Entry] = []
        var lastID = 0
        var listeners: [Int: @Sendable () -> Void] = [:]
        var lastListener = 0
        var isClosed = false
    }

    private let state = Monitor(State())

    func append(_ event: Event, at time: timespec) {
        let line = Array(EventFormat.json.line(for: event, at: time).dropLast())
        let listeners = state.withLock { state in
            state.lastID += 1
            let entry = Entry(id: state.lastID, name: event.name, app: event.app, line: line)
            if state.entries.count < Self.countMax {
                state.entries.append(entry)
            } else {
                state.entries[(entry.id - 1) % Self.countMax] = entry
            }
            return Array(state.listeners.values)
        }
        for listener in listeners { listener() }
    }

    /// The next events behind `id`, in order.
    ///
    /// An id that is not given out yet is of a process before this one: all events are behind it.
    func batch(after id: Int, countMax: Int) -> Batch {
        state.withLock { state in
            let id = (0...state.lastID).contains(id) ? id : 0
            let first = state.lastID - state.entries.count + 1
            var batch = Batch()
            if id + 1 < first { batch.lost = id + 1...first - 1 }
            let start = max(id + 1, first)
            let end = min(state.lastID, start + countMax - 1)
            if start <= end {
                batch.entries = (start...end).map { state.entries[($0 - 1) % Self.countMax] }
            }
            batch.isLast = state.isClosed && end == state.lastID
            return batch
        }
    }

    /// - Parameter listener: called on the thread of each event, and when the ring is closed; must
    ///   not block.
    /// - Returns: what `ignore` takes.
    func listen(_ listener: @escaping @Sendable () -> Void) -> Int {
        state.withLock { state in
            state.lastListener += 1
            state.listeners[state.lastListener] = listener
            return state.lastListener
        }
    }

    func ignore(_ listener: Int) {
        state.withLock { $0.listeners[listener] = nil }
    }

    /// The process ends: whoever listens gets what is there, and no more.
    func close() {
        let listeners = state.withLock { state in
            state.isClosed = true
            return Array(state.listeners.values)
        }
        for listener in listeners { listener() }
    }
}

extension Event {
    /// The app that it is about.
    fileprivate var app: String? {
        for case ("app", .text(let app)) in fields { return app }
        return nil
    }
}
