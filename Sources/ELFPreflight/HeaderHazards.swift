/// The hazards that a file's headers and notes tell, without its symbols.
struct HeaderHazards {
    private(set) var all: [Hazard] = []

    /// - Parameter needed: The libraries that it is linked with.
    init(
        _ segments: ProgramHeaders, _ dynamic: DynamicTable, _ notes: Notes, needed: [String]
    ) {
        if let library = needed.first(where: Self.isSwiftRuntime) {
            all.append(.sharedSwiftRuntime(library: library))
        }
        if segments.needExecutableStack { all.append(.executableStack) }
        if dynamic.hasTextRelocations { all.append(.textRelocations) }
        if dynamic.usesStaticTLS, segments.tlsBytes > 0 {
            all.append(.staticTLS(bytes: segments.tlsBytes))
        }
        if notes.isOfGo { all.append(.goRuntime) }
        if dynamic.isNoDelete { all.append(.noDelete) }
    }

    /// Whether a library is, or brings with it, the shared Swift runtime. That runtime keeps
    /// pointers into every image it has met: closing one makes the next dynamic cast anywhere
    /// crash.
    private static func isSwiftRuntime(_ library: String) -> Bool {
        ["libswift", "libFoundation", "lib_Foundation"].contains { library.hasPrefix($0) }
    }

    /// - Throws: `hazard`, for the first whose effect is `refused`.
    func checkNoneRefused() throws(PreflightError) {
        guard let hazard = all.first(where: { $0.effect == .refused }) else { return }
        throw .hazard(hazard)
    }
}
