import ControlAPI
import ControlClient

/// How a drain that was waited for has ended, as `--wait --json` prints it.
struct DrainEnd: Encodable {
    let app: String
    /// `unloaded`, `parked` or `pinned`.
    let outcome: String
    /// The generation that is still there.
    let generation: UInt64?
    let reason: String?

    init(app: String, _ outcome: DrainOutcome) {
        self.app = app
        switch outcome {
        case .kept(let kept):
            (self.outcome, generation, reason) = (kept.state.rawValue, kept.id, kept.reason)
        case .unloaded, .underWay:
            (self.outcome, generation, reason) = ("unloaded", nil, nil)
        }
    }
}
