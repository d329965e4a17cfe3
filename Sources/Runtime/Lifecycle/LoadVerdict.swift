import Glibc
import PluginHosting

/// What a plugin's constructors did in a process of their own.
enum LoadVerdict: Equatable {
    /// They returned.
    case returned
    case raised(signal: Int32)
    case exited(code: Int32)
    case late(milliseconds: Int)
    /// They closed what is not theirs, or nobody knows how the process ended.
    case silent

    /// - Parameter status: of waitpid(2).
    init(waitStatus status: Int32) {
        let signal = status & 0x7f
        switch signal {
        case 0: self = .exited(code: status >> 8 & 0xff)
        case SIGKILL: self = .silent
        default: self = .raised(signal: signal)
        }
    }

    /// Why the plugin is not loaded; `nil` if it is.
    var reason: String? {
        switch self {
        case .returned: nil
        case .raised(let signal): "a constructor raised \(signalName(signal))"
        case .exited(let code): "a constructor called exit(\(code))"
        case .late(let milliseconds): "a constructor did not return in \(milliseconds) ms"
        case .silent: "a constructor closed descriptors that are not its own"
        }
    }
}
