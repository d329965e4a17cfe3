import Configuration

extension Server {
    /// The log of requests, by the command line or else the configuration file.
    static func openAccessLog(
        _ options: ServerOptions, _ configuration: ConfigurationSource?, _ log: EventLog
    ) throws -> AccessLog? {
        let format = options.accessLog ?? configuration?.configuration.accessLog ?? .off
        guard format != .off else {
            guard options.accessLogFile == nil else {
                throw StartError("--access-log-file: expected --access-log FORMAT as well")
            }
            return nil
        }
        let destination =
            options.accessLogFile.map(AccessLogDestination.init)
            ?? configuration?.accessLogDestination ?? .output
        return try AccessLog(format, to: destination, log)
    }
}
