import PluginKit

/// Answers every request with a greeting: the shortest plugin in Swift.
@main
struct Hello: Plugin {
    static let version: StaticString = "1.0.0"
    static let execution = Execution.inline

    func handle(_ request: borrowing Request) -> Response {
        .text("Hello, World!")
    }
}
