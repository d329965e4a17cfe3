import SystemPackage

/// Why development cannot begin, in one line each.
enum DevError: Error, Equatable {
    case noSuchRuntime(String)
    case runtimeMissing(_ beside: FilePath)
    case noWatch(Errno)
    /// The runtime was ended by something else than us.
    case runtimeKilled(signal: Int32)
}

extension DevError: CustomStringConvertible {
    var description: String {
        switch self {
        case .noSuchRuntime(let command):
            "--runtime \(command): expected a program, found none"
        case .runtimeMissing(let path):
            "no nano-runtime at \(path) or in PATH: name it with --runtime"
        case .noWatch(let errno):
            "cannot watch the sources: inotify_init1: \(errno)"
        case .runtimeKilled(let signal):
            "nano-runtime was ended by signal \(signal)"
        }
    }
}
