/// The symbols that a plugin defines for others.
public struct ExportedSymbols: Sendable, Hashable {
    /// Whoever exports more has not hidden what is not meant for others; nobody reads all of it.
    static let namesMax = 16

    /// The first 16 names, in the order of the file. Bytes that do not belong into one line of
    /// text are replaced.
    public private(set) var names: [String] = []
    /// How many there are.
    public private(set) var count = 0

    var isFull: Bool { names.count == Self.namesMax }

    /// - Parameter name: nil once `isFull`.
    mutating func add(_ name: String?) {
        count += 1
        if let name { names.append(name) }
    }
}
