import ArgumentParser

/// A request as it is given to `--request`: `METHOD TARGET`, or `METHOD TARGET BODY`.
struct PluginRequest: Codable, Hashable, Sendable {
    let method: String
    let target: String
    let body: String

    static let root = PluginRequest(method: "GET", target: "/", body: "")

    var path: Substring { target.prefix { $0 != "?" } }
    /// What follows `?`; empty without one.
    var query: Substring { target.dropFirst(path.count + 1) }
}

extension PluginRequest: CustomStringConvertible {
    var description: String { "\(method) \(target)" }
}

extension PluginRequest: ExpressibleByArgument {
    init?(argument: String) {
        let parts = argument.split(separator: " ", maxSplits: 2).map(String.init)
        guard parts.count >= 2, parts[1].hasPrefix("/") || parts[1] == "*",
            parts[0].allSatisfy({ $0.isASCII && ($0.isLetter || $0 == "-") }),
            parts[1].utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7f })
        else { return nil }
        self.init(method: parts[0], target: parts[1], body: parts.count > 2 ? parts[2] : "")
    }
}
