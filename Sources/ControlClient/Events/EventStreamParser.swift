/// Server-sent events, from bytes in pieces (HTML, section 9.2.6): what a runtime's are.
struct EventStreamParser {
    private var line: [UInt8] = []
    private var id: UInt64?
    private var name = ""
    private var data: [String] = []

    /// Takes the next bytes in.
    /// - Returns: the events that they have made whole.
    mutating func read(_ bytes: some Sequence<UInt8>) -> [ReceivedEvent] {
        var events: [ReceivedEvent] = []
        for byte in bytes {
            guard byte == UInt8(ascii: "\n") else {
                line.append(byte)
                continue
            }
            if line.last == UInt8(ascii: "\r") { line.removeLast() }
            if let event = endLine() { events.append(event) }
            line.removeAll(keepingCapacity: true)
        }
        return events
    }

    private mutating func endLine() -> ReceivedEvent? {
        guard !line.isEmpty else { return endEvent() }
        let text = String(decoding: line, as: UTF8.self)
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let rest = parts.count == 2 ? parts[1] : ""
        let value = String(rest.hasPrefix(" ") ? rest.dropFirst() : rest)
        switch parts[0] {
        case "id": id = UInt64(value)
        case "event": name = value
        case "data": data.append(value)
        default: break
        }
        return nil
    }

    private mutating func endEvent() -> ReceivedEvent? {
        defer { (id, name, data) = (nil, "", []) }
        guard !data.isEmpty else { return nil }
        return ReceivedEvent(
            id: id, name: name.isEmpty ? "message" : name, json: data.joined(separator: "\n"))
    }
}
