import Foundation

/// Server-sent events on their way from a listener for operators.
final class EventStream {
    /// One of them.
    struct Message: Equatable {
        var id: Int?
        var event = ""
        var data = ""
    }

    let connection: HTTPConnection
    let head: HTTPResponse
    private var rest = ""

    /// - Parameter query: behind `/events`.
    init(path: String, _ query: String = "", fields: [String] = []) throws {
        connection = try HTTPConnection(path: path)
        try connection.request("GET", "/events\(query)", host: "control", fields: fields)
        head = try connection.receiveHead()
    }

    /// The next one; `nil` at the end of the response.
    func next() throws -> Message? {
        while true {
            if let end = rest.range(of: "\n\n") {
                let text = rest[..<end.lowerBound]
                rest.removeSubrange(..<end.upperBound)
                if !text.hasPrefix(":") { return Self.message(text) }
            } else {
                guard let chunk = try connection.receiveChunk() else { return nil }
                rest += chunk
            }
        }
    }

    /// The next one of this name.
    func next(_ name: String) throws -> Message {
        while let message = try next() {
            if message.event == name { return message }
        }
        throw TestFailure("expected the event \(name), got the end")
    }

    /// All that come to the end of the response.
    func all() throws -> [Message] {
        var all: [Message] = []
        while let message = try next() { all.append(message) }
        return all
    }

    private static func message(_ text: Substring) -> Message {
        var message = Message()
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: ":", maxSplits: 1)
            let value = parts.count > 1 ? parts[1].drop(while: { $0 == " " }) : ""
            switch parts[0] {
            case "id": message.id = Int(value)
            case "event": message.event = String(value)
            case "data": message.data = String(value)
            default: break
            }
        }
        return message
    }
}
