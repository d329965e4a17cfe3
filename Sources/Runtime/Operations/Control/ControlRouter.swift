// From a request to its endpoint: the table of the whole control API, in the order of
// docs/openapi.json, and the rules that hold for all of it.

import ControlHTTP

/// Finds a request's endpoint. A value; on any thread.
struct ControlRouter: Sendable {
    static let endpoints: [ControlEndpoint] = [
        ControlEndpoint("GET", "/status", answer: { $0.tellStatus() }),
        ControlEndpoint("GET", "/version", answer: { $0.tellVersion() }),
        ControlEndpoint("GET", "/healthz", answer: { $0.tellHealth() }),
        ControlEndpoint("GET", "/readyz", answer: { $0.tellReadiness() }),
        ControlEndpoint("GET", "/metrics", answer: { $0.tellMetrics() }),
        ControlEndpoint("GET", "/events", answer: { $0.tellEvents() }),
        ControlEndpoint("GET", "/apps", answer: { $0.tellApps() }),
        ControlEndpoint("POST", "/apps", .changing, answer: { $0.addApp() }),
        ControlEndpoint("GET", "/apps/NAME", answer: { $0.tellApp() }),
        ControlEndpoint("DELETE", "/apps/NAME", .changing, answer: { $0.removeApp() }),
        ControlEndpoint("POST", "/apps/NAME/reload", .changing, answer: { $0.reloadApp() }),
        ControlEndpoint("POST", "/apps/NAME/drain", .changing, answer: { $0.drainApp() }),
        ControlEndpoint("POST", "/apps/NAME/resume", .changing, answer: { $0.resumeApp() }),
        ControlEndpoint("POST", "/apps/NAME/rollback", .changing, answer: { $0.rollBackApp() }),
        ControlEndpoint("POST", "/reload", .changing, answer: { $0.reload() }),
    ]

    private let endpoints: [ControlEndpoint]

    /// - Parameter isReadOnly: whether the endpoints that change something are missing.
    init(isReadOnly: Bool) {
        endpoints =
            Self.endpoints.filter { $0.kind == .reading || !isReadOnly }
            + (isReadOnly ? DashboardEndpoints.all : [])
    }

    /// The endpoint of a request, and what stands in its path in place of `NAME`. A HEAD is
    /// answered as the GET would be.
    func endpoint(
        _ method: String, _ path: String
    ) throws(ControlFailure) -> (endpoint: ControlEndpoint, name: String) {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        let matching = endpoints.compactMap { endpoint in
            endpoint.name(in: parts).map { (endpoint: endpoint, name: $0) }
        }
        guard !matching.isEmpty else { throw ControlFailure(.notFound, "no such path: \(path)") }
        let wanted = method == "HEAD" ? "GET" : method
        if let found = matching.first(where: { $0.endpoint.method == wanted }) { return found }
        let methods = matching.map(\.endpoint.method)
        let allowed = (methods.contains("GET") ? methods + ["HEAD"] : methods).joined(
            separator: ", ")
        throw ControlFailure(
            .methodNotAllowed, "\(path): expected \(allowed), got \(method)",
            fields: [ControlResponse.Field("Allow", allowed)])
    }
}
