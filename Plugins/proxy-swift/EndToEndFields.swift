/// The header fields of a message that go through a proxy: not those of one connection (RFC 9110
/// section 7.6.1), nor Content-Length, which is the runtime's.
struct EndToEndFields {
    private static let excluded = [
        "connection", "content-length", "keep-alive", "proxy-connection", "te", "trailer",
        "transfer-encoding", "upgrade",
    ].map { Array($0.utf8) }

    /// In lowercase letters.
    private let others: [[UInt8]]

    /// - Parameters:
    ///   - connection: the message's field Connection; the fields that it names stay here.
    ///   - except: more that do not go through, in lowercase letters.
    init(connection: String?, except: [String] = []) {
        let named = (connection ?? "").utf8.split(separator: UInt8(ascii: ",")).map { name in
            Self.lowercased(name.filter { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") })
        }
        others = except.map { Array($0.utf8) } + named
    }

    /// Whether a field of that name goes through.
    func include(_ name: String) -> Bool {
        let name = Self.lowercased(Array(name.utf8))
        return !Self.excluded.contains(name) && !others.contains(name)
    }

    private static func lowercased(_ name: [UInt8]) -> [UInt8] {
        name.map { $0 &- UInt8(ascii: "A") < 26 ? $0 | 0x20 : $0 }
    }
}
