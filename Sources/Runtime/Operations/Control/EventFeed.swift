// Events on their way to one operator. What is new is fetched from the ring when the client has
// taken what came before: one that reads slowly holds up nobody, and what the ring has let go of
// in the meantime is told as lost.

import ControlHTTP
import Synchronization

/// Lives on the listeners' thread; the ring's notice comes from any.
final class EventFeed: ControlStreamSource, @unchecked Sendable {
    // Unchecked: all but `isNoticed` is touched on the listeners' thread only.

    /// What may wait for the client before nothing more is fetched.
    private static let waitingBytesMax = 64 << 10
    private static let batchCountMax = 64

    private let ring: EventRing
    private let app: String?
    private let follows: Bool
    private var lastID: Int
    private var listener: Int?
    private let isNoticed = Atomic(false)

    /// - Parameters:
    ///   - id: the last event that the client has seen.
    ///   - app: whose events it wants; all where `nil`.
    ///   - follows: whether it wants those that are still to come.
    init(_ ring: EventRing, after id: Int, app: String?, follows: Bool) {
        self.ring = ring
        lastID = id
        self.app = app
        self.follows = follows
    }

    func fill(_ stream: ControlStream) {
        if follows && listener == nil {
            listener = ring.listen { [weak self] in self?.notice(stream) }
        }
        while stream.waitingBytes < Self.waitingBytesMax {
            let batch = ring.batch(after: lastID, countMax: Self.batchCountMax)
            if let last = batch.entries.last {
                // Before it is written: the client may take it at once and ask for more.
                lastID = last.id
                stream.write(text(batch))
            }
            if batch.entries.isEmpty || batch.isLast {
                if !follows || batch.isLast { stream.finish() }
                return
            }
        }
    }

    func end() {
        if let listener { ring.ignore(listener) }
        listener = nil
    }

    /// However many events come at a time, the listeners' thread is woken once.
    private func notice(_ stream: ControlStream) {
        guard !isNoticed.exchange(true, ordering: .relaxed) else { return }
        stream.perform { [self] in
            isNoticed.store(false, ordering: .relaxed)
            if listener != nil { fill(stream) }
        }
    }

    private func text(_ batch: EventRing.Batch) -> [UInt8] {
        var text: [UInt8] = []
        if let lost = batch.lost {
            text += "event: events_lost\n".utf8
            text += #"data: {"from":\#(lost.lowerBound),"to":\#(lost.upperBound)}"#.utf8
            text += "\n\n".utf8
        }
        for entry in batch.entries where app == nil || app == entry.app {
            text += "id: \(entry.id)\nevent: \(entry.name)\ndata: ".utf8
            text += entry.line
            text += "\n\n".utf8
        }
        return text
    }
}
