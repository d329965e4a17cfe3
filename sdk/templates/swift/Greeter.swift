import PluginKit

/// Greets whomever the path names: `GET /Ada` answers `Hello, Ada!`.
@main
struct Greeter: Plugin {
    static let version: StaticString = "0.1.0"
    /// On the event loop: a promise that `handle` never blocks.
    static let execution = Execution.inline

    /// Called from several threads at once: state that changes needs a lock.
    func handle(_ request: borrowing Request) -> Response {
        guard request.method == "GET" else {
            return .empty(.methodNotAllowed).header("Allow", "GET")
        }
        let name = String(request.path.dropFirst())
        return .text("Hello, " + (name.isEmpty ? "World" : name) + "!\n")
    }
}
