/// What becomes of a plugin's image when its last generation is closed, as far as its file tells.
public enum UnloadClass: String, Sendable, Hashable, CaseIterable, CustomStringConvertible {
    /// It leaves the process.
    case unloadable
    /// It leaves the process, because its handlers run on threads that end before.
    case unloadableOnLanes = "unloadable on lanes"
    /// It stays, retired and counted.
    case pinned
    /// It is never loaded.
    case refused

    /// The class of the gravest of a file's hazards.
    init(_ hazards: [Hazard]) {
        let effects = Set(hazards.map(\.effect))
        self =
            if effects.contains(.refused) {
                .refused
            } else if effects.contains(.pinned) {
                .pinned
            } else if effects.contains(.lanes) {
                .unloadableOnLanes
            } else {
                .unloadable
            }
    }

    public var description: String { rawValue }
}
