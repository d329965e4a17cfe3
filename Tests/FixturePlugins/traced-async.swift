import PluginKit

/// Answers what an `AsyncRequest` says of its id and traceparent, a line each.
@main
struct Traced: AsyncPlugin {
    static let version: StaticString = "1.0.0"

    init(host: Host) {}

    func handle(_ request: AsyncRequest) async -> AsyncResponse {
        .text((request.id ?? "none") + "\n" + (request.traceParent ?? "none"))
    }
}
