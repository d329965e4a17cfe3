import Foundation

/// One line of the server's log, as JSON: the fields that tests look at.
struct LoggedEvent: Decodable, CustomStringConvertible {
    let ts: String
    let level: String
    let event: String
    let app: String?
    let generation: Int?
    let fromGeneration: Int?
    let hostnames: [String]?
    let allows: [String]?
    let path: String?
    let reason: String?
    let message: String?
    let execution: String?
    let unloadClass: String?
    let hazards: [String]?
    let signal: String?
    let function: String?
    let place: String?
    let stage: String?
    let request: String?
    let attempt: Int?
    let abandoned: Bool?
    let serving: Bool?
    let unmapped: Bool?
    let active: Int?
    let refused: Int?
    let timeoutMs: Int?
    let delayMs: Int?
    let elapsedMs: Int?
    let port: Int?
    let status: String?
    let controlTcp: String?
    let pid: Int?
    let apps: Int?
    let count: Int?
    let client: String?
    let requests: Int?
    let refusedConnections: Int?
    let errors: Int?
    let uptimeS: Int?
    let added: Int?
    let removed: Int?
    let changed: Int?
    let unchanged: Int?

    /// - Throws: where the line is no JSON object with `ts`, `level` and `event`.
    init(line: String) throws {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        self = try decoder.decode(LoggedEvent.self, from: Data(line.utf8))
    }

    var description: String {
        let parts = [event, app, generation.map { "#\($0)" }, reason ?? message]
        return parts.compactMap { $0 }.joined(separator: " ")
    }
}
