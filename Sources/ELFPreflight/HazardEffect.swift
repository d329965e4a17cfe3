/// What follows from a hazard, the gravest first.
public enum HazardEffect: String, Sendable, Hashable, CaseIterable {
    /// The file is not loaded.
    case refused
    /// The image stays in the process after `dlclose`.
    case pinned
    /// Handlers run on lanes, whatever the manifest says.
    case lanes
    /// Nothing, but it costs something or may fail later.
    case warning
}
