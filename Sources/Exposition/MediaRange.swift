/// One element of an Accept field (RFC 9110 section 12.5.1).
struct MediaRange: Equatable {
    /// In lower case.
    let type: String
    /// Its parameter `version`.
    private(set) var version: String?
    /// From 0, unwelcome, to 1.
    private(set) var weight = 1.0

    /// - Returns: `nil` where its weight is none; such an element is as good as missing.
    init?(_ text: Substring) {
        let parts = text.split(separator: ";", omittingEmptySubsequences: false).map(Self.trimmed)
        type = parts[0].lowercased()
        for parameter in parts.dropFirst() {
            let words = parameter.split(separator: "=", maxSplits: 1).map(Self.trimmed)
            guard words.count == 2 else { continue }
            switch words[0].lowercased() {
            case "version": version = words[1].filter { $0 != "\"" }
            case "q":
                guard let weight = Double(words[1]), (0...1).contains(weight) else { return nil }
                self.weight = weight
            default: break
            }
        }
    }

    private static func trimmed(_ text: Substring) -> String {
        let isSpace: (Character) -> Bool = { $0 == " " || $0 == "\t" }
        return String(text.drop(while: isSpace).reversed().drop(while: isSpace).reversed())
    }
}
