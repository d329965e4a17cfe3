import FoundationEssentials

/// What `dev` reads of a line of the runtime's log.
struct ServerEvent: Decodable {
    let event: String
    let level: String
    var host: String?
    var port: Int?
    var generation: Int?
    var fromGeneration: Int?
    var version: String?
    var execution: String?
    var active: Int?
    var reason: String?
    var message: String?

    /// `nil` for a line that is no event.
    init?(json: String) {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        guard let event = try? decoder.decode(Self.self, from: Data(json.utf8)) else { return nil }
        self = event
    }
}
