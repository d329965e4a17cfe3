// Which requests hold a generation is known by the event loops alone. They are asked, and what they
// have said in time is told: a loop that is held up by a plugin does not hold up the answer.

import ControlAPI
import ControlHTTP

/// One question to all event loops about the generations of an app that wind down. Callable from
/// every thread.
final class HoldersQuestion: Sendable {
    static let milliseconds = 250

    /// What one generation's loops have said, by loop.
    typealias Answers = [Int: [HeldRequestReport]]

    private struct State {
        var answers: [GenerationID: Answers] = [:]
        var missingCount: Int
        var isOver = false
    }

    private let state: Monitor<State>
    private let whenOver: @Sendable ([GenerationID: Answers]) -> Void

    /// - Parameter whenOver: called once on the listeners' thread: when all have answered, or when
    ///   the time is over.
    init(
        _ ids: [GenerationID], _ server: ServerView, _ responder: ControlResponder,
        whenOver: @escaping @Sendable ([GenerationID: Answers]) -> Void
    ) {
        state = Monitor(State(missingCount: ids.count * server.counters.count))
        self.whenOver = whenOver
        responder.after(milliseconds: Self.milliseconds) { self.end() }
        for id in ids {
            server.heldRequests(id) { loop, requests in
                if self.take(requests, of: id, from: loop) {
                    responder.after(milliseconds: 0) { self.end() }
                }
            }
        }
    }

    /// - Returns: whether it was the last answer.
    private func take(
        _ requests: [HeldRequestReport], of id: GenerationID, from loop: Int
    ) -> Bool {
        state.withLock { state in
            state.answers[id, default: [:]][loop] = requests
            state.missingCount -= 1
            return state.missingCount == 0
        }
    }

    private func end() {
        let answers = state.withLock { state -> [GenerationID: Answers]? in
            guard !state.isOver else { return nil }
            state.isOver = true
            return state.answers
        }
        if let answers { whenOver(answers) }
    }
}
