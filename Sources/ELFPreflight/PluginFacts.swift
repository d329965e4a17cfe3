/// What a plugin's file says of it, read without loading it.
public struct PluginFacts: Sendable, Hashable {
    /// The plugin's own declaration.
    public let manifest: PluginManifest
    /// The size of the file.
    public let fileBytes: Int
    /// The linker's build id in lower-case hexadecimal; nil when the file was linked without.
    public let buildID: String?
    /// The libraries it is linked with, in order (`DT_NEEDED`).
    public let needed: [String]
    /// What it defines for others; the entry function is among them.
    public let exports: ExportedSymbols
    /// What makes running or unloading it harder than a plain C plugin, the gravest first.
    public let hazards: [Hazard]
    /// Thread-local storage that each thread needs for this image, in bytes.
    public let tlsBytes: UInt64
    /// The functions that run while it is loaded, besides those of the compiler's start files.
    public let constructorCount: Int

    init(
        manifest: PluginManifest, fileBytes: Int, buildID: String?, needed: [String],
        exports: ExportedSymbols, hazards: [Hazard], tlsBytes: UInt64, constructorCount: Int
    ) {
        self.manifest = manifest
        self.fileBytes = fileBytes
        self.buildID = buildID
        self.needed = needed
        self.exports = exports
        self.hazards = HazardEffect.allCases.flatMap { effect in
            hazards.filter { $0.effect == effect }
        }
        self.tlsBytes = tlsBytes
        self.constructorCount = constructorCount
    }

    /// Whether the entry function is the only symbol that the plugin exports, as it should be.
    public var exportsOnlyEntry: Bool { exports.count == 1 }

    /// What becomes of its image when it is closed. Never `refused`: such files have no facts.
    public var unloadClass: UnloadClass { UnloadClass(hazards) }

    /// Where its handlers run. Lanes end before the image is closed: on a thread that outlives it,
    /// a pending thread-local destructor keeps the image mapped, and a pthread key's destructor
    /// would run unmapped code. So hazards overrule what the manifest asks for.
    public var executionClass: ExecutionClass {
        let requiresLanes = hazards.contains { $0.effect == .lanes }
        return manifest.isInline && !requiresLanes ? .inline : .lane
    }

    /// Why its image will stay in the process after `dlclose`; nil when it can leave.
    public var pinnedReason: String? {
        hazards.first { $0.effect == .pinned }.map { "\($0)" }
    }
}
