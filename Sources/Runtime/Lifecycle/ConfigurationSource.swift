import Configuration

/// Reads `nano.json` and keeps the last good content: an invalid file changes nothing.
/// Lifecycle thread only.
struct ConfigurationSource {
    let path: String
    private let permissions: PermissionPolicy
    private(set) var configuration: ServerConfiguration
    private(set) var identity: FileIdentity?

    /// Paths in the file are relative to its directory.
    private var directory: String {
        DirectoryListing.directory(of: path)
    }

    /// - Throws: `GuardedFileError`, `FileError` or `ConfigurationError`.
    init(path: String, permissions: PermissionPolicy = .current()) throws {
        self.path = path
        self.permissions = permissions
        identity = FileIdentity(path: path)
        configuration = try Self.read(path, permissions)
    }

    /// Reads the file again. What was good before stays in force if it throws.
    mutating func reload() throws {
        identity = FileIdentity(path: path)
        configuration = try Self.read(path, permissions)
    }

    func look(_ defaults: ServerConfiguration, into look: inout Look) {
        for entry in configuration.apps {
            let path = resolved(entry.path ?? "\(entry.name).so")
            look.sightings.append(
                .init(
                    spec: AppSpec(
                        name: entry.name, path: path, settings: defaults.settings(for: entry)),
                    identity: FileIdentity(path: path)))
        }
        for error in configuration.rejected {
            look.refusals.append(
                .init(
                    app: error.app, path: path, reason: error.description, source: .configuration))
            // An entry without a name may be any running app's.
            if error.app == nil { look.isIncomplete = true }
        }
    }

    /// The directories to watch: the file's own, and those of the plugins.
    var directories: Set<String> {
        let plugins = configuration.apps.compactMap(\.path).map {
            DirectoryListing.directory(of: resolved($0))
        }
        return Set(plugins + [directory])
    }

    /// The file of trusted keys, if the configuration names one.
    var trustedKeysPath: String? { configuration.trustedKeysPath.map(resolved) }

    /// Where operators reach the server, as far as the configuration says.
    var operators: OperatorOptions { configuration.operators.resolvingPaths(resolved) }

    /// Where requests are logged, if the configuration says.
    var accessLogDestination: AccessLogDestination? {
        switch configuration.accessLogFile.map(AccessLogDestination.init) {
        case .file(let path): .file(resolved(path))
        case let other: other
        }
    }

    private func resolved(_ path: String) -> String {
        path.hasPrefix("/") ? path : "\(directory)/\(path)"
    }

    private static func read(_ path: String, _ permissions: PermissionPolicy) throws
        -> ServerConfiguration
    {
        let bytes = try FileContent.read(
            guarded: path, permissions, bytesMax: FileContent.configurationBytesMax)
        return try ServerConfiguration.parse(bytes, file: path)
    }
}
