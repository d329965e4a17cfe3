/// When state is handed from one generation to the next.
enum HandoverStage: Equatable, Sendable {
    /// Before the next one is published, while the former serves.
    case publish
    /// When the former has drained: what changed in between.
    case drained
}
