import ControlAPI

/// What an operator asks of a server, through its control socket.
extension ServerProcess {
    /// One request on a connection of its own; the answer is one that `docs/openapi.json` has.
    @discardableResult func control(
        _ method: String, _ target: String, fields: [String] = [], body: String = ""
    ) throws -> HTTPResponse {
        let response = try HTTPConnection(path: controlPath).answer(
            method, target, host: "control", fields: ["Connection: close"] + fields, body: body)
        try OpenAPI.shared.check(response, to: method, target)
        return response
    }

    /// A request that succeeds, and what it tells of an app.
    @discardableResult
    func app(_ method: String, _ target: String, body: String = "") throws -> AppReport {
        let response = try control(method, target, body: body)
        guard (200...299).contains(response.status) else {
            throw TestFailure("\(method) \(target): \(response.status) \(response.text)")
        }
        return try ControlJSON.decode(AppReport.self, from: response.body)
    }

    /// A request that is refused: its status, and the reason.
    func refusal(_ method: String, _ target: String, body: String = "") throws
        -> (status: Int, detail: String)
    {
        let response = try control(method, target, body: body)
        let report = try ControlJSON.decode(ErrorReport.self, from: response.body)
        return (response.status, report.detail)
    }
}
