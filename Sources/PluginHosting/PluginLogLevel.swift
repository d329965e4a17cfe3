/// The levels of nano.log/1, by their numbers there (`nano/log.h`).
public enum PluginLogLevel: UInt32, Sendable {
    case debug = 0
    case info = 1
    case warning = 2
    case error = 3
}
