/// What the rows of `top` are sorted by: the most first.
public enum TopOrder: Sendable {
    case requests
    case latency
    case name

    func sorted(_ rows: [TopRow]) -> [TopRow] {
        rows.sorted { left, right in
            switch self {
            case .requests where left.requestsPerSecond != right.requestsPerSecond:
                left.requestsPerSecond > right.requestsPerSecond
            case .latency where left.p99 != right.p99:
                // An app without requests comes last.
                (left.p99?.seconds ?? -1) > (right.p99?.seconds ?? -1)
            default:
                left.name < right.name
            }
        }
    }

    var words: String {
        switch self {
        case .requests: "requests a second"
        case .latency: "p99"
        case .name: "name"
        }
    }
}
