/// Facts one below the other: their names in one column, what they are in another.
struct FactLines {
    private var facts: [(name: String, value: StyledText)] = []

    /// Adds a fact; none where `value` is nil.
    mutating func add(_ name: String, _ value: StyledText?) {
        if let value { facts.append((name, value)) }
    }

    func lines(colored: Bool) -> [String] {
        let width = facts.map(\.name.count).max() ?? 0
        return facts.map { name, value in
            name + String(repeating: " ", count: width - name.count + TextTable.gap.count)
                + value.rendered(colored: colored)
        }
    }
}
