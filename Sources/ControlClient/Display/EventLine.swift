import ControlAPI

/// How `nano-runtime events` prints an event.
public enum EventLine {
    private static let headKeys: Set = ["ts", "level", "event", "id"]
    private static let firstKeys = ["app", "generation"]

    /// `ID TIME LEVEL NAME key=value…`: what the event's line of JSON holds, as the runtime's log
    /// in text says it.
    public static func text(_ event: ReceivedEvent, colored: Bool) -> String {
        let value = try? ControlJSON.decode(JSONValue.self, from: event.json.utf8)
        guard case .object(let members)? = value else {
            return Printable.text("\(event.name) \(event.json)")
        }
        let level = members["level"]?.plain
        let head = [event.id.map { "\($0)" }, members["ts"]?.plain, level].compactMap { $0 }
        let color: TextColor =
            switch level {
            case "error": .red
            case "warning": .yellow
            default: .bold
            }
        let name = StyledText(event.name, color).rendered(colored: colored)
        return (head.map(Printable.text) + [name] + words(members)).joined(separator: " ")
    }

    /// The app and its generation first; the order of the others is lost in JSON.
    private static func words(_ members: [String: JSONValue]) -> [String] {
        let others = members.keys.filter { !headKeys.contains($0) && !firstKeys.contains($0) }
        return (firstKeys + others.sorted()).compactMap { key in
            members[key].map { Printable.text("\(key)=\(word($0.plain))") }
        }
    }

    private static func word(_ text: String) -> String {
        let isPlain = !text.isEmpty && !text.contains { $0.isWhitespace || $0 == "\"" }
        return isPlain ? text : "\"\(text.replacing("\"", with: "\\\""))\""
    }
}
