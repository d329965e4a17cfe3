internal import PluginABI

/// When state goes over to the generation that replaces this one.
public enum Handover: Equatable, Sendable {
    /// The new generation has been made, and the old one still serves.
    case publish
    /// The old generation has answered its last request: what has changed since `publish`.
    case drained

    /// The stage that a number of `nano/state.h` names.
    init(_ number: UInt32) {
        self = number == UInt32(NANO_STATE_DRAINED) ? .drained : .publish
    }
}
