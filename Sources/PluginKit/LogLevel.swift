internal import PluginABI

/// How much a log line matters.
public enum LogLevel: Sendable {
    case debug
    case info
    case warning
    case error

    /// The level's number in `nano/log.h`.
    var number: UInt32 {
        switch self {
        case .debug: UInt32(NANO_LOG_DEBUG)
        case .info: UInt32(NANO_LOG_INFO)
        case .warning: UInt32(NANO_LOG_WARNING)
        case .error: UInt32(NANO_LOG_ERROR)
        }
    }
}
