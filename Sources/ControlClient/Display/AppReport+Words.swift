public import ControlAPI

extension AppReport.State {
    /// What an operator has nothing to do about is green, what passes is yellow, and the rest red.
    public var styled: StyledText {
        switch self {
        case .serving: StyledText(rawValue, .green)
        case .loading, .draining, .reloading, .leaving: StyledText(rawValue, .yellow)
        case .drained: StyledText(rawValue, .dim)
        case .quarantined, .rejected: StyledText(rawValue, .red)
        }
    }
}

extension GenerationReport.State {
    public var styled: StyledText {
        switch self {
        case .serving: StyledText(rawValue, .green)
        case .loading, .draining, .unloading: StyledText(rawValue, .yellow)
        case .parked, .pinned: StyledText(rawValue, .red)
        }
    }
}

/// Numbers by their words: `3 serving, 1 drained`; `none` where there are none.
func counted(_ counts: [String: Int]) -> String {
    let parts = counts.filter { $0.value != 0 }.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        .map { "\(Quantity.count($0.value)) \($0.key.replacing("_", with: " "))" }
    return parts.isEmpty ? "none" : parts.joined(separator: ", ")
}

/// `1 swap`, `2 swaps`.
func counted(_ count: Int, _ noun: String) -> String {
    "\(Quantity.count(count)) \(noun)\(count == 1 ? "" : "s")"
}
