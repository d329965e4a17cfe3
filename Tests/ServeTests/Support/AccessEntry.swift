import Foundation

/// One line of the access log as JSON.
struct AccessEntry: Decodable {
    let ts: String
    let client: String
    let app: String?
    let generation: Int?
    let method: String?
    let target: String?
    let `protocol`: String?
    let status: Int
    let bytes: Int
    let durationUs: Int
    let requestId: String?
    let traceId: String?
    let referer: String?
    let userAgent: String?

    init(line: String) throws {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        self = try decoder.decode(AccessEntry.self, from: Data(line.utf8))
    }
}
