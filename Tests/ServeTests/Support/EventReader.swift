import Foundation

/// Reads a server's log as it comes, and waits for events: a test goes on when what it waits for
/// has happened, and not before. Used by one thread.
final class EventReader {
    private let descriptor: Int32
    private var rest: [UInt8] = []
    private var taken: Set<Int> = []

    /// Every event so far that has been read.
    private(set) var seen: [LoggedEvent] = []

    init(_ descriptor: Int32) {
        self.descriptor = descriptor
    }

    /// Waits for an event that none of these calls has returned before, and returns it.
    /// - Throws: when it does not come in time, or the log ends.
    @discardableResult
    func next(
        _ name: String, app: String? = nil,
        where isWanted: (LoggedEvent) -> Bool = { _ in true }
    ) throws -> LoggedEvent {
        let patience = Patience()
        var place = 0
        while true {
            while place < seen.count {
                let event = seen[place]
                let isMatch = event.event == name && (app == nil || event.app == app)
                if isMatch, !taken.contains(place), isWanted(event) {
                    taken.insert(place)
                    return event
                }
                place += 1
            }
            guard let line = try nextLine(patience) else {
                throw TestFailure("expected the event \(name) \(app ?? ""), got \(tail)")
            }
            seen.append(try LoggedEvent(line: line))
        }
    }

    /// The next line; `nil` when the time is over or the log has ended.
    func nextLine(_ patience: Patience = Patience()) throws -> String? {
        while true {
            if let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
                defer { rest.removeSubrange(...end) }
                return String(decoding: rest[..<end], as: UTF8.self)
            }
            guard try fill(patience) else { return nil }
        }
    }

    /// Reads until the log ends, which is when the process does.
    func readToEnd() throws {
        let patience = Patience()
        while let line = try nextLine(patience) { seen.append(try LoggedEvent(line: line)) }
        guard patience.wait(for: descriptor) else {
            throw TestFailure("expected the process to end, got \(tail)")
        }
    }

    /// The names of the events about an app, in order.
    func names(of app: String) -> [String] {
        seen.filter { $0.app == app }.map(\.event)
    }

    func count(_ name: String) -> Int {
        seen.count { $0.event == name }
    }

    private var tail: String {
        "these: " + seen.suffix(12).map(\.description).joined(separator: ", ")
    }

    /// - Returns: `false` when the time is over or the log has ended.
    private func fill(_ patience: Patience) throws -> Bool {
        guard patience.wait(for: descriptor) else { return false }
        var bytes = [UInt8](repeating: 0, count: 64 << 10)
        let count = read(descriptor, &bytes, bytes.count)
        guard count >= 0 else { throw TestFailure.system("read", errno) }
        rest += bytes.prefix(count)
        return count > 0
    }
}
