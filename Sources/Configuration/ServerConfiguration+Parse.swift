extension ServerConfiguration {
    /// Reads the bytes of a `nano.json`, on any thread.
    ///
    /// A broken entry of `apps` does not throw: it is in `rejected`, and the others are in `apps`.
    ///
    /// - Parameters:
    ///   - bytes: The whole file, at most 1 MiB.
    ///   - file: What errors call the file.
    /// - Throws: The first thing that is wrong outside the entries of `apps`.
    public static func parse(
        _ bytes: [UInt8], file: String
    ) throws(ConfigurationError) -> ServerConfiguration {
        let root = try JSONReader.read(bytes, file: file)
        let object = LocatedValue(node: root, path: ConfigurationPath(), file: file)
        let section = try Section(object, keys: ConfigurationFormat.server)
        var list = AppList()
        for element in try section.read(ServerKey.apps) ?? [] { list.add(element) }
        let configuration = ServerConfiguration(
            port: try section.read(ServerKey.port),
            host: try section.read(ServerKey.host),
            drainTimeoutSeconds: try section.read(ServerKey.drainTimeout),
            shutdownDelaySeconds: try section.read(ServerKey.shutdownDelay),
            defaultApp: try section.read(ServerKey.defaultApp),
            trustedKeysPath: try section.read(ServerKey.trustedKeys),
            accessLog: try section.read(ServerKey.accessLog),
            accessLogFile: try section.read(ServerKey.accessLogFile),
            operators: try readOperators(section),
            limits: try section.read(ServerKey.limits) ?? Limits(),
            defaults: try section.read(ServerKey.defaults) ?? AppDefaults(),
            apps: list.accepted,
            rejected: list.rejected)
        try configuration.checkDefaultApp(section)
        return configuration
    }

    private static func readOperators(
        _ section: Section
    ) throws(ConfigurationError) -> OperatorOptions {
        var operators = OperatorOptions()
        operators.control = try section.read(ServerKey.control)
        operators.controlTCP = try section.read(ServerKey.controlTCP)
        operators.controlTokenFile = try section.read(ServerKey.controlTokenFile)
        operators.status = try section.read(ServerKey.status)
        return operators
    }

    /// `default_app` must name an app of `apps`, valid or not. Without `apps` it may name one of a
    /// directory, and with an entry whose name is unreadable, that one.
    private func checkDefaultApp(_ section: Section) throws(ConfigurationError) {
        guard let defaultApp, let located = section.located(ServerKey.defaultApp),
            section.located(ServerKey.apps) != nil
        else { return }
        let isKnown =
            apps.contains { $0.name == defaultApp }
            || rejected.contains { $0.app == defaultApp || $0.app == nil }
        guard isKnown else { throw located.mismatch("the name of an app in apps") }
    }
}
