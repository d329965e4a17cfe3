/// What `POST /reload` has found to do.
public struct ReloadReport: Codable, Equatable, Sendable {
    public var added: Int
    public var removed: Int
    public var changed: Int
    public var unchanged: Int

    public init(added: Int, removed: Int, changed: Int, unchanged: Int) {
        self.added = added
        self.removed = removed
        self.changed = changed
        self.unchanged = unchanged
    }
}
