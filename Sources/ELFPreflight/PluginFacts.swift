/// What a plugin's file says of it, read without loading it.
public struct PluginFacts: Sendable, Hashable {
    /// The plugin's own declaration.
    public let manifest: PluginManifest
    /// The linker's build id in lower-case hexadecimal; nil when the file was linked without.
    public let buildID: String?
    /// The libraries it is linked with, in order (`DT_NEEDED`).
    public let needed: [String]
    /// What makes running or unloading it harder than a plain C plugin.
    public let hazards: Hazards
    /// Thread-local storage that each thread needs for this image, in bytes.
    public let tlsBytes: UInt64
    /// Whether the entry function is the only symbol that the plugin exports, as it should be.
    public let exportsOnlyEntry: Bool

    /// Whether its code may run only on threads that end before its image is closed: on a thread
    /// that outlives it, a pending thread-local destructor keeps the image mapped, and a
    /// pthread key's destructor would run unmapped code.
    public var requiresLanes: Bool {
        !hazards.isDisjoint(with: [.threadLocalDestructors, .pthreadKeys])
    }

    /// Why its image will stay in the process after `dlclose`; nil when it can leave.
    public var pinnedReason: String? {
        if hazards.contains(.goRuntime) { return "the Go runtime cannot be unloaded" }
        if hazards.contains(.noDelete) { return "linked with -z nodelete" }
        if hazards.contains(.gnuUnique) {
            return "exports STB_GNU_UNIQUE symbols (compile with -fno-gnu-unique)"
        }
        return nil
    }
}
