/// Properties of a plugin that the runtime must plan for, or that an author should know of.
public struct Hazards: OptionSet, Sendable, Hashable {
    public let rawValue: UInt16

    public init(rawValue: UInt16) {
        self.rawValue = rawValue
    }

    /// Imports `__cxa_thread_atexit_impl` or `__cxa_thread_atexit`: a thread that ran its code may
    /// hold the image until it ends (C++ and Rust thread-local objects).
    public static let threadLocalDestructors = Hazards(rawValue: 1 << 0)
    /// Imports `pthread_key_create` or `tss_create`: destructors run when a thread ends.
    public static let pthreadKeys = Hazards(rawValue: 1 << 1)
    /// Defines a symbol of binding `STB_GNU_UNIQUE`, which glibc never unloads once bound.
    public static let gnuUnique = Hazards(rawValue: 1 << 2)
    /// `DF_1_NODELETE`: `dlclose` leaves the image where it is.
    public static let noDelete = Hazards(rawValue: 1 << 3)
    /// Carries the Go linker's note: a Go runtime, whose threads never end.
    public static let goRuntime = Hazards(rawValue: 1 << 4)
    /// Loading it would make every stack of the process executable.
    public static let executableStack = Hazards(rawValue: 1 << 5)
    /// Its code is patched while loading, so that its pages are not shared with other copies.
    public static let textRelocations = Hazards(rawValue: 1 << 6)
    /// `DF_STATIC_TLS`: takes from the process's small, fixed reserve of static TLS.
    public static let staticTLS = Hazards(rawValue: 1 << 7)
}

extension Hazards: CustomStringConvertible {
    private static let names: [(Hazards, String)] = [
        (.threadLocalDestructors, "thread-local destructors"),
        (.pthreadKeys, "pthread keys"),
        (.gnuUnique, "unique symbols"),
        (.noDelete, "nodelete"),
        (.goRuntime, "Go runtime"),
        (.executableStack, "executable stack"),
        (.textRelocations, "text relocations"),
        (.staticTLS, "static TLS"),
    ]

    /// The names of the members, e.g. `thread-local destructors, static TLS`; empty without any.
    public var description: String {
        Self.names.filter { contains($0.0) }.map(\.1).joined(separator: ", ")
    }
}
