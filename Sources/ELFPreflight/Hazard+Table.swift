// Every hazard with what follows from it: the one place that says so. The reasons of
// `app_rejected` and `app_pinned` are made of these words, and so is what `nano-tools inspect`
// prints.
//
// Refused is what would change the process for all other plugins:
// - an executable stack: glibc makes every stack of the process executable, and leaves them so
//   when the image has gone;
// - text relocations: code is writable while it is loaded. Segments that are both writable and
//   executable are refused as well, so no code of the process is ever writable;
// - much static TLS: every swap takes it anew from a reserve of 1,664 bytes that all plugins share,
//   until none of them loads;
// - the shared Swift runtime, whose pointers into closed images crash others.
// The rest is the plugin's own affair, and is told.

extension Hazard {
    /// Its name in JSON and in events; stable.
    public var name: String { entry.name }
    /// What follows from it.
    public var effect: HazardEffect { entry.effect }
    /// What it is and what it leads to, in words that follow "the plugin".
    public var reason: String { entry.reason }
    /// The compiler's flag or the change that removes it.
    public var cure: String { entry.cure }

    private struct Entry {
        let name: String
        let effect: HazardEffect
        let reason: String
        let cure: String
    }

    private var entry: Entry {
        switch self {
        case .sharedSwiftRuntime(let library):
            Entry(
                name: "shared_swift_runtime", effect: .refused,
                reason: "needs \(library): the shared Swift runtime keeps pointers into images "
                    + "that were closed",
                cure: "build with -static-stdlib")
        case .executableStack:
            Entry(
                name: "executable_stack", effect: .refused,
                reason: "asks for an executable stack: every stack of the process would be "
                    + "executable from then on",
                cure: "link with -z noexecstack; in assembly files declare .note.GNU-stack")
        case .textRelocations:
            Entry(
                name: "text_relocations", effect: .refused,
                reason: "has text relocations: its code would be writable while it is loaded",
                cure: "compile everything with -fPIC; -z text makes the linker say what was not")
        case .staticTLS(let bytes) where bytes > Self.staticTLSBytesMax:
            Entry(
                name: "static_tls", effect: .refused,
                reason: "takes \(bytes) bytes of the static TLS that all plugins share, and as "
                    + "many with every swap, expected at most \(Self.staticTLSBytesMax)",
                cure: "compile with -ftls-model=global-dynamic")
        case .staticTLS(let bytes):
            Entry(
                name: "static_tls", effect: .warning,
                reason: "takes \(bytes) bytes of the static TLS that all plugins share, and as "
                    + "many with every swap: when it is used up, loading fails",
                cure: "compile with -ftls-model=global-dynamic")
        case .goRuntime:
            Entry(
                name: "go_runtime", effect: .pinned,
                reason: "has a Go runtime, which cannot be unloaded: its threads never end",
                cure: "none; each swap leaves an image behind, so swap it seldom")
        case .noDelete:
            Entry(
                name: "no_delete", effect: .pinned,
                reason: "is linked with -z nodelete: dlclose leaves it mapped",
                cure: "link without -z nodelete")
        case .uniqueSymbols(let first):
            Entry(
                name: "unique_symbols", effect: .pinned,
                reason: "exports STB_GNU_UNIQUE symbols: the first image with them stays, and all "
                    + "later ones share its variables (\(first))",
                cure: "compile with -fno-gnu-unique, or with -fvisibility=hidden")
        case .threadLocalDestructors:
            Entry(
                name: "thread_local_destructors", effect: .lanes,
                reason: "registers destructors of thread-local objects (__cxa_thread_atexit), "
                    + "which keep it mapped until the threads that ran it end",
                cure: "for inline, no thread-local object with a destructor")
        case .pthreadKeys:
            Entry(
                name: "pthread_keys", effect: .lanes,
                reason: "creates pthread keys: their destructors run its code when a thread ends",
                cure: "for inline, no pthread_key_create and no tss_create")
        case .constructors(let count):
            Entry(
                name: "constructors", effect: .warning,
                reason: "runs \(count) \(count == 1 ? "function" : "functions") while it is "
                    + "loaded: they are run twice, first in a process of their own",
                cure: "do in create what constructors and global objects do")
        }
    }
}
