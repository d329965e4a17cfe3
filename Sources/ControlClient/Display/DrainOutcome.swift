public import ControlAPI

/// What has become of the generations that a drain is to take out of the process.
public enum DrainOutcome: Equatable, Sendable {
    case underWay
    case unloaded
    /// A thread is inside the code of one, or one cannot leave: which, and why.
    case kept(GenerationReport)

    /// - Parameters:
    ///   - generations: the numbers of those that are to go.
    ///   - app: as it is now; nil where the runtime does not know it any more.
    public init(of generations: Set<UInt64>, in app: AppReport?) {
        let left = app?.generations.filter { generations.contains($0.id) } ?? []
        if left.isEmpty {
            self = .unloaded
        } else if let kept = left.first(where: \.isKept), left.allSatisfy(\.isKept) {
            self = .kept(kept)
        } else {
            self = .underWay
        }
    }

    /// For people; nil while it is under way.
    public func text(app: String) -> String? {
        switch self {
        case .underWay: return nil
        case .unloaded: return "\(app): drained and unloaded"
        case .kept(let generation):
            let reason = generation.reason.map { ": \($0)" } ?? ""
            return """
                \(app): drained, but generation \(generation.id) is \
                \(generation.state.rawValue)\(reason)
                """
        }
    }
}

extension GenerationReport {
    /// Whether its drain has ended without its image leaving.
    public var isKept: Bool { state == .parked || state == .pinned }
}
