/// One thread that is inside a plugin's code.
public struct HeldThreadReport: Codable, Equatable, Sendable {
    /// `gettid(2)`.
    public var id: Int
    public var name: String
    /// Innermost first: `symbol+offset` within the plugin, `file+offset` elsewhere.
    public var backtrace: [String]

    public init(id: Int, name: String, backtrace: [String]) {
        self.id = id
        self.name = name
        self.backtrace = backtrace
    }
}
