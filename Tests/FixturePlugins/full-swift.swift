import PluginKit
import Synchronization

/// The whole language at work: generics, existentials, casts, a class and a lock.
@main
final class FullSwift: Plugin {
    static let version: StaticString = "1.0.0"

    private let counts = Mutex<[String: Int]>([:])

    func handle(_ request: borrowing Request) -> Response {
        let values: [Any] = ["full", 6, "swift"]
        let words = values.compactMap { $0 as? String }
        counts.withLock { $0[words.joined(), default: 0] += 1 }
        return .text(words.joined(separator: " "))
    }
}
