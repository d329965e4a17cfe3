/// What holds for one app once every default is filled in. Two equal settings mean that nothing
/// in the app's configuration has changed.
public struct AppSettings: Equatable, Sendable {
    /// How long a drain waits unless a file or the command line says otherwise, in seconds.
    public static let drainTimeoutSecondsDefault = 30.0

    /// The hosts that the app answers to; at least one.
    public let hostnames: [Hostname]

    /// The variables of the app and of the defaults.
    public let environment: AppEnvironment

    /// How long a drain waits for requests in flight, in seconds.
    public let drainTimeoutSeconds: Double

    /// The largest request body, in bytes.
    public let maxBodyBytes: Int
}
