/// Who has answered since the last beat. A pure value.
///
/// Everybody is asked at each beat, except who has not answered to one before: of those, one
/// question is enough.
struct Heartbeat {
    private let names: [String]
    private var waiting: Set<Int> = []

    /// - Parameter names: of those that must answer.
    init(of names: [String]) {
        self.names = names
    }

    /// Who has not answered, by name.
    var silent: [String] { waiting.sorted().map { names[$0] } }

    /// A beat.
    /// - Returns: who is to be asked.
    mutating func begin() -> [Int] {
        let asked = names.indices.filter { !waiting.contains($0) }
        waiting.formUnion(asked)
        return asked
    }

    /// Somebody has answered.
    /// - Returns: whether that was the last one.
    mutating func answered(_ index: Int) -> Bool {
        waiting.remove(index) != nil && waiting.isEmpty
    }
}
