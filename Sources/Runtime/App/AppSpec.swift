import Configuration

/// What the operator asks for: one app, complete, with all defaults applied. A change of any of
/// it makes a new generation.
struct AppSpec: Equatable, Sendable {
    let name: AppName
    /// The plugin file.
    let path: String
    let settings: AppSettings
    var source = AppStatus.Source.configuration

    /// Whether the file was found in the plugin directory, rather than named by the operator.
    var isFound: Bool { source == .directory }

    var hostnames: [String] { settings.hostnames.map(\.text) }

    /// The drain timeout in whole seconds, as Retry-After gives it: rounded up.
    var retryAfterSeconds: Int { Int(settings.drainTimeoutSeconds.rounded(.up)) }

    var drainTimeoutMilliseconds: Int { Int(settings.drainTimeoutSeconds * 1_000) }

    func subject(_ generation: GenerationID?) -> EventSubject {
        EventSubject(app: name.text, generation: generation, hostnames: hostnames)
    }
}
