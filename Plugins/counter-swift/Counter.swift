import PluginKit
import Synchronization

/// Counts its requests, also from one generation to the next: `GET /` counts, `GET /total` tells.
///
/// At the swap the next generation gets what has been counted; when this one has drained, what its
/// last requests added meanwhile. So the total is exact, and nobody waits for it.
@main
final class Counter: Plugin, Stateful {
    static let version: StaticString = "1.0.0"
    static let execution = Execution.inline

    private let total = Atomic<Int>(0)
    /// How much of it the next generation has.
    private let handedOver = Atomic<Int>(0)

    func handle(_ request: borrowing Request) -> Response {
        switch request.path {
        case "/": answer(total.add(1, ordering: .relaxed).newValue)
        case "/total": answer(total.load(ordering: .relaxed))
        default: .text("no such path\n", status: .notFound)
        }
    }

    func save(at stage: Handover) -> [UInt8] {
        let now = total.load(ordering: .relaxed)
        let before = handedOver.exchange(now, ordering: .relaxed)
        // A copy that was rejected after `publish` had it in vain: the next gets all again.
        return Array(String(stage == .publish ? now : now - before).utf8)
    }

    func restore(
        _ state: Bytes, version: UInt32, at stage: Handover
    ) throws(PluginFailure) {
        guard version == 1, let count = Int(String(state)) else {
            throw PluginFailure("expected a count in digits, of version 1")
        }
        total.add(count, ordering: .relaxed)
    }

    private func answer(_ count: Int) -> Response { .text(String(count) + "\n") }
}
