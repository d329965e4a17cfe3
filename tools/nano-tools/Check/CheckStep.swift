/// A step of a check, in their order; what a runtime does with a plugin, from its file to its end.
enum CheckStep: String, Codable, CaseIterable, Sendable {
    case preflight, load, create, handle, destroy, unload
    /// Seen only by comparing many whole cycles.
    case cycles
}
