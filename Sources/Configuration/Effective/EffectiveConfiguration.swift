/// A configuration with every default filled in, as JSON: what a server makes of the file. Each app
/// has all that holds for it, so the `defaults` are not repeated. Options of the command line are
/// not in it.
public struct EffectiveConfiguration: Sendable {
    private let configuration: ServerConfiguration

    public init(_ configuration: ServerConfiguration) {
        self.configuration = configuration
    }

    /// Of the whole server, over several lines, without a line feed at the end.
    public var server: String { EffectiveValue.object(serverMembers).written() }

    /// Of its only app, for a `NAME.json`.
    public var app: String {
        configuration.apps.first.map { appValue($0).written() } ?? "{}"
    }

    var serverMembers: [(key: String, value: EffectiveValue)] {
        let drainTimeout =
            configuration.drainTimeoutSeconds ?? AppSettings.drainTimeoutSecondsDefault
        let shutdownDelay =
            configuration.shutdownDelaySeconds ?? ServerConfiguration.shutdownDelaySecondsDefault
        return [
            (ServerKey.port.name, .number(configuration.port ?? ServerConfiguration.portDefault)),
            (ServerKey.host.name, .text(configuration.host ?? ServerConfiguration.hostDefault)),
            (ServerKey.drainTimeout.name, .seconds(drainTimeout)),
            (ServerKey.shutdownDelay.name, .seconds(shutdownDelay)),
            (ServerKey.defaultApp.name, .text(configuration.defaultApp?.text)),
            (ServerKey.trustedKeys.name, .text(configuration.trustedKeysPath)),
            (ServerKey.accessLog.name, .text((configuration.accessLog ?? .off).rawValue)),
            (ServerKey.accessLogFile.name, .text(configuration.accessLogFile ?? "-")),
            (ServerKey.control.name, .text(configuration.operators.control)),
            (ServerKey.controlTCP.name, .text(configuration.operators.controlTCP)),
            (ServerKey.controlTokenFile.name, .text(configuration.operators.controlTokenFile)),
            (ServerKey.status.name, .text(configuration.operators.status)),
            (ServerKey.limits.name, .object(limitMembers)),
            (ServerKey.apps.name, .array(configuration.apps.map(appValue))),
        ]
    }

    var limitMembers: [(key: String, value: EffectiveValue)] {
        let limits = configuration.limits
        let numbers = [
            (LimitsKey.requestLine, limits.requestLineBytesMax),
            (LimitsKey.fieldSection, limits.fieldSectionBytesMax),
            (LimitsKey.fieldCount, limits.fieldCountMax),
            (LimitsKey.chunkExtension, limits.chunkExtensionBytesMax),
            (LimitsKey.headTimeout, limits.headTimeoutSeconds),
            (LimitsKey.bodyRate, limits.bodyBytesPerSecondMin),
            (LimitsKey.bodyGrace, limits.bodyGraceSeconds),
            (LimitsKey.writeTimeout, limits.writeTimeoutSeconds),
            (LimitsKey.idleTimeout, limits.idleTimeoutSeconds),
            (LimitsKey.lingerTimeout, limits.lingerTimeoutSeconds),
            (LimitsKey.connectionCount, limits.connectionCountMax),
            (LimitsKey.connectionCountPerAddress, limits.connectionCountPerAddressMax),
        ]
        return numbers.map { ($0.name, .number($1)) }
    }

    private func appValue(_ entry: AppEntry) -> EffectiveValue {
        .object(appMembers(entry))
    }

    func appMembers(_ entry: AppEntry) -> [(key: String, value: EffectiveValue)] {
        let settings = configuration.settings(for: entry)
        let numbers = [
            (AppLimitsKey.maxBody, settings.maxBodyBytes),
            (AppLimitsKey.timeout, settings.timeoutMilliseconds),
            (AppLimitsKey.laneCount, settings.laneCountMax),
            (AppLimitsKey.queueCount, settings.queueCountMax),
            (AppLimitsKey.concurrency, settings.concurrencyMax),
            (AppLimitsKey.requestRate, settings.requestsPerSecondMax),
            (AppLimitsKey.faultCount, settings.faultCountMax),
            (AppLimitsKey.storeBytes, settings.storeBytesMax),
        ]
        let path = entry.path.map { [(key: AppKey.path.name, value: EffectiveValue.text($0))] }
        return [(AppKey.name.name, .text(entry.name.text))] + (path ?? []) + [
            (AppKey.hostnames.name, .array(settings.hostnames.map { .text($0.text) })),
            (
                AppKey.environment.name,
                .object(settings.environment.variables.map { ($0.name, .text($0.value)) })
            ),
            (AppKey.drainTimeout.name, .seconds(settings.drainTimeoutSeconds)),
        ] + numbers.map { ($0.name, .number($1)) }
    }
}
