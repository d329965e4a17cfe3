import PluginKit

/// Answers what an `AsyncRequest` says of its id and traceparent, a line each; to /ask/HOST, what
/// the app HOST answers on behalf of it, at the URL that is the query.
@main
struct Traced: AsyncPlugin {
    static let version: StaticString = "1.0.0"
    private let host: Host

    init(host: Host) { self.host = host }

    func handle(_ request: AsyncRequest) async throws -> AsyncResponse {
        guard request.path.hasPrefix("/ask/") else {
            return .text((request.id ?? "none") + "\n" + (request.traceParent ?? "none"))
        }
        var outgoing = OutgoingRequest("GET", request.query)
        outgoing.headers = [("Host", String(request.path.dropFirst("/ask/".count)))]
        outgoing.inherit(from: request)
        return .text(String(decoding: try host.send(outgoing).body, as: UTF8.self))
    }
}
