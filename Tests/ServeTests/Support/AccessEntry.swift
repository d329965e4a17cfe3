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

    /// Waits for that many lines of a file.
    static func lines(_ path: String, _ count: Int) throws -> [String] {
        // Watched first, so that no line comes unseen.
        let watch = try FileWatch(path)
        while true {
            let text = try String(contentsOfFile: path, encoding: .utf8)
            let lines = text.split(separator: "\n").map(String.init)
            if lines.count >= count { return lines }
            try watch.waitForChange("\(count) lines, got \(lines)")
        }
    }

    /// The same, as entries.
    static func read(_ path: String, _ count: Int) throws -> [AccessEntry] {
        try lines(path, count).map(AccessEntry.init)
    }
}
