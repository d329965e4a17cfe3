/// A property of a plugin's file that decides whether it may be loaded, where its handlers run or
/// whether its image can leave the process, or that its author should know of.
///
/// What each does, why, and what cures it is in one table, `Hazard+Table.swift`.
public enum Hazard: Sendable, Hashable {
    /// Linked with the shared Swift runtime, or a library that brings it.
    case sharedSwiftRuntime(library: String)
    /// `PT_GNU_STACK` is executable, or is not there, which glibc takes for the same.
    case executableStack
    /// `DT_TEXTREL` or `DF_TEXTREL`: its code is patched while loading.
    case textRelocations
    /// `DF_STATIC_TLS`: its thread-local variables come from the reserve that all images share.
    case staticTLS(bytes: UInt64)
    /// Carries the Go linker's note.
    case goRuntime
    /// `DF_1_NODELETE`.
    case noDelete
    /// Exports symbols of binding `STB_GNU_UNIQUE`, of which this is the first that is bound.
    case uniqueSymbols(first: String)
    /// Imports `__cxa_thread_atexit_impl` or `__cxa_thread_atexit` (C++ and Rust thread-local
    /// objects).
    case threadLocalDestructors
    /// Imports `pthread_key_create` or `tss_create`.
    case pthreadKeys
    /// Has functions that run while it is loaded, besides those of the compiler's start files.
    case constructors(count: Int)

    /// The most that one image may take of the reserve of static TLS. glibc 2.36 keeps 1,664 bytes
    /// for all images that are loaded later, and gets none back while swaps go on: it takes back
    /// the last image's only, and a swap closes the one before. Measured, each new generation
    /// loaded before the old one was closed: the 214th load fails with 8 bytes, the 26th with 64,
    /// the 3rd with 512.
    public static let staticTLSBytesMax: UInt64 = 64
}

extension Hazard: CustomStringConvertible {
    /// One line: the reason, and the cure in parentheses.
    public var description: String { "\(reason) (\(cure))" }
}
