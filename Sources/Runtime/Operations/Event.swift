/// One thing that happened, for operators: a name that scripts match on, and fields.
///
/// Every event the runtime can emit is made by a function in an `Event+….swift` beside this file:
/// those are the list.
struct Event: Sendable {
    enum Level: String, Sendable {
        case debug, info, warning, error
    }

    enum Value: Sendable {
        case text(String)
        case texts([String])
        case number(Int)
        case flag(Bool)
    }

    let level: Level
    let name: String
    private(set) var fields: [(key: String, value: Value)]

    init(_ name: String, level: Level = .info, _ fields: [(key: String, value: Value)] = []) {
        self.name = name
        self.level = level
        self.fields = fields
    }
}
