import ControlAPI
import ControlHTTP

/// One request to an endpoint.
struct ControlCall: Sendable {
    let request: ControlRequest
    let responder: ControlResponder
    let server: ServerView
    /// What stands in the path where the endpoint's has a name.
    let name: String

    /// Who asks, for events.
    var origin: String { request.peer.map { "\($0)" } ?? "unknown" }

    /// The value of a parameter of the query; of several, the first one.
    func parameter(_ name: String) -> String? {
        for pair in request.query.split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if parts[0] == name { return parts.count > 1 ? String(parts[1]) : "" }
        }
        return nil
    }

    func answer(_ value: some Encodable, status: Int = 200) {
        responder.respond(.json(status, value))
    }

    func refuse(_ failure: ControlFailure) {
        responder.respond(.failure(failure))
    }
}

extension ControlResponse {
    /// What every answer has: it is of this moment, and nothing but what it says it is.
    static let commonFields = [
        Field("Cache-Control", "no-store"), Field("X-Content-Type-Options", "nosniff"),
    ]

    static func json(
        _ status: Int, _ value: some Encodable, fields: [Field] = []
    ) -> ControlResponse {
        do {
            return ControlResponse(
                status: status,
                fields: [Field("Content-Type", "application/json")] + commonFields + fields,
                body: try ControlJSON.encode(value))
        } catch {
            preconditionFailure("a value of the control API cannot be written: \(error)")
        }
    }

    static func failure(_ failure: ControlFailure) -> ControlResponse {
        json(
            failure.status, ErrorReport(error: failure.kind.rawValue, detail: failure.detail),
            fields: failure.fields)
    }
}
