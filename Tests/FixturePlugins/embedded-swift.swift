import PluginKit

/// The shortest plugin in Embedded Swift.
@main
struct EmbeddedSwift: Plugin {
    static let version: StaticString = "1.0.0"
    static let execution = Execution.inline

    func handle(_ request: borrowing Request) -> Response {
        .text("embedded swift")
    }
}
