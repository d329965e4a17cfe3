/// How memory is looked at.
enum MemoryKind: String, Codable, Sendable {
    /// What malloc has given out and not got back: exact to the byte.
    case heap = "the heap"
    /// What lies in memory, whoever asked for it: in whole pages.
    case resident = "resident memory"
}
