import Foundation

/// A response as it came from the wire.
struct HTTPResponse {
    let version: String
    let status: Int
    let reason: String
    let headers: [(name: String, value: String)]
    var body: [UInt8] = []

    var text: String { String(decoding: body, as: UTF8.self) }

    /// The value of a field that comes once; `nil` if it is missing.
    subscript(_ name: String) -> String? {
        let values = headers.filter { $0.name.lowercased() == name.lowercased() }.map(\.value)
        return values.count > 1 ? values.joined(separator: " AND ") : values.first
    }

    /// How many bytes of body follow; `nil` if they go on to the end of the connection.
    /// - Throws: where the framing is one that the runtime does not use.
    func bodyByteCount(isHead: Bool) throws -> Int? {
        guard self["transfer-encoding"] == nil else {
            throw TestFailure("expected no Transfer-Encoding, got \(headers)")
        }
        if isHead || status == 204 || status == 304 || status < 200 { return 0 }
        guard let text = self["content-length"] else { return nil }
        guard let count = Int(text), count >= 0 else {
            throw TestFailure("expected one Content-Length, got \(text)")
        }
        return count
    }

    /// - Parameter head: everything before the empty line.
    init(head: String) throws {
        let lines = head.components(separatedBy: "\r\n")
        let words = lines[0].split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
        guard words.count == 3, let status = Int(words[1]) else {
            throw TestFailure("expected a status line, got \(lines[0])")
        }
        version = String(words[0])
        self.status = status
        reason = String(words[2])
        headers = try lines.dropFirst().map { line in
            guard let colon = line.firstIndex(of: ":"), !line.contains("\n") else {
                throw TestFailure("expected a field line, got \(line)")
            }
            let value = line[line.index(after: colon)...]
            return (String(line[..<colon]), value.trimmingCharacters(in: .whitespaces))
        }
    }
}
