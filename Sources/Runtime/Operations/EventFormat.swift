import Glibc

/// How events are written: for programs, or for people.
public enum EventFormat: String, CaseIterable, Sendable {
    /// One JSON object a line: `ts`, `level`, `event`, then the event's own fields.
    case json
    /// `2026-01-02T03:04:05.678Z info app_loaded app=hello generation=1`
    case text
}

extension EventFormat {
    /// The event as one line with its line feed.
    func line(for event: Event, at time: timespec) -> [UInt8] {
        var line: [UInt8] = []
        line.reserveCapacity(256)
        switch self {
        case .json: Self.appendJSON(event, Self.timestamp(time), to: &line)
        case .text: Self.appendText(event, Self.timestamp(time), to: &line)
        }
        line.append(UInt8(ascii: "\n"))
        return line
    }

    /// RFC 3339 in UTC with milliseconds.
    static func timestamp(_ time: timespec) -> String {
        var seconds = time.tv_sec
        var parts = tm()
        gmtime_r(&seconds, &parts)
        func padded(_ number: Int32, _ width: Int = 2) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        let date = "\(parts.tm_year + 1900)-\(padded(parts.tm_mon + 1))-\(padded(parts.tm_mday))"
        let clock = "\(padded(parts.tm_hour)):\(padded(parts.tm_min)):\(padded(parts.tm_sec))"
        return "\(date)T\(clock).\(padded(Int32(time.tv_nsec / 1_000_000), 3))Z"
    }

    private static func appendJSON(_ event: Event, _ time: String, to line: inout [UInt8]) {
        line += #"{"ts":""#.utf8
        line += time.utf8
        line += #"","level":""#.utf8
        line += event.level.rawValue.utf8
        line += #"","event":""#.utf8
        line += event.name.utf8
        line += "\"".utf8
        for (key, value) in event.fields {
            line += ",\"\(key)\":".utf8
            appendJSON(value, to: &line)
        }
        line += "}".utf8
    }

    private static func appendJSON(_ value: Event.Value, to line: inout [UInt8]) {
        switch value {
        case .text(let text): JSONText.append(text, to: &line)
        case .number(let number): line += String(number).utf8
        case .flag(let flag): line += String(flag).utf8
        case .texts(let texts):
            line += "[".utf8
            for (place, text) in texts.enumerated() {
                if place > 0 { line += ",".utf8 }
                JSONText.append(text, to: &line)
            }
            line += "]".utf8
        }
    }

    private static func appendText(_ event: Event, _ time: String, to line: inout [UInt8]) {
        line += "\(time) \(event.level.rawValue) \(event.name)".utf8
        for (key, value) in event.fields {
            line += " \(key)=".utf8
            switch value {
            case .text(let text): appendWord(text, to: &line)
            case .texts(let texts): appendWord(texts.joined(separator: ","), to: &line)
            case .number(let number): line += String(number).utf8
            case .flag(let flag): line += String(flag).utf8
            }
        }
    }

    /// As it is where it is one plain word, quoted as in JSON otherwise.
    private static func appendWord(_ text: String, to line: inout [UInt8]) {
        let isPlain =
            !text.isEmpty && text.utf8.allSatisfy { $0 > 0x20 && $0 != 0x22 && $0 != 0x7f }
        if isPlain { line += text.utf8 } else { JSONText.append(text, to: &line) }
    }
}
