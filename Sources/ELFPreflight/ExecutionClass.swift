/// The threads that a plugin's handlers run on.
public enum ExecutionClass: String, Sendable, Hashable, CaseIterable, CustomStringConvertible {
    /// On the event loop: the author promises not to block, and no hazard forbids it.
    case inline
    /// On threads of the generation's own, where they may block.
    case lane

    public var description: String { rawValue }
}
