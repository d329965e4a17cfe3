import PluginKit
import Synchronization

/// Greets whomever the path names: `GET /Ada` answers `Hello, Ada!`. Counts its greetings.
@main
final class Greeter: Plugin {
    static let version: StaticString = "0.1.0"

    /// `handle` is called from several threads at once: state that changes needs a lock.
    private let count = Mutex(0)

    func handle(_ request: borrowing Request) -> Response {
        guard request.method == "GET" else {
            return .empty(.methodNotAllowed).header("Allow", "GET")
        }
        let path = String(request.path.dropFirst())
        let number = count.withLock { count in
            count += 1
            return count
        }
        return .text("Hello, \(path.isEmpty ? "World" : path)!\n")
            .header("Greeting-Number", "\(number)")
    }
}
