import FoundationEssentials

/// What a plugin was written in, as far as memory is concerned.
enum PluginLanguage: String, Codable {
    /// C, C++, Zig, Rust, Embedded Swift: what a cycle allocates is freed to the last byte.
    case native
    /// With a Swift runtime of its own, which keeps some of what it learns of types.
    case swift

    /// Told by the sections that Swift's metadata lies in.
    init(of content: Data) {
        self = content.holds("swift5_typeref".utf8) ? .swift : .native
    }

    /// How much a kind of memory may grow by in a cycle, on the average. Measured over 200 cycles:
    /// C, C++, Rust and Embedded Swift grow by nothing; Swift by 2 to 8 KiB.
    func toleranceBytes(_ kind: MemoryKind) -> Int {
        switch (self, kind) {
        case (.native, .heap): 64
        case (.native, .resident): 2 << 10
        case (.swift, _): 16 << 10
        }
    }

    static let mappingsPerHundredCyclesMax = 5
}
