/// What clients under load have met.
struct LoadReport {
    /// Responses by status and body: `["200 v1": 1200, "200 v2": 800]`.
    var responses: [String: Int] = [:]
    /// Connections that ended, or said something that is no response.
    var connectionErrors: [String] = []

    var total: Int { responses.values.reduce(0, +) }
}
