import Configuration

/// What is asked for, and what was made of it: the memory between two looks. It makes looking
/// level-triggered: only the difference between what is there and what was last acted on counts.
/// Lifecycle thread only.
struct Inventory {
    /// What was last acted on for an app, whether it came to serve or was rejected.
    struct Known {
        var spec: AppSpec
        var identity: FileIdentity
        /// Where it was rejected for its signature: what it was checked against.
        var refusedEvidence: SignatureEvidence?
    }

    var directory: DirectorySource?
    var configuration: ConfigurationSource?
    var control = ControlSource()
    var settling = Settling()
    private(set) var known: [AppName: Known] = [:]
    /// The apps that the last look has found, those that were refused among them.
    var asked: Set<AppName> = []
    /// Something has been seen that has not settled.
    var isWaiting = false

    /// What an operator has removed, as it was then: it stays away until its file or its entry
    /// changes.
    var heldAway: [AppName: Known] = [:]
    /// Apps whose file is to be loaded again, changed or not.
    var forced: Set<AppName> = []

    /// Which known app holds a host.
    private var holders: [String: AppName] = [:]
    private let overrides: LifecycleOptions
    private var renamedIn: Set<String> = []
    private var reported: [String: String] = [:]
    private var directoryError: String?

    init(_ options: LifecycleOptions) {
        overrides = options
        directory = options.directory.map {
            DirectorySource(directory: $0, permissions: options.permissions)
        }
        configuration = options.configuration
    }

    /// The directories to watch.
    var directories: Set<String> {
        (configuration?.directories ?? []).union(directory.map { [$0.directory] } ?? [])
            .union(control.directories)
    }

    /// Configuration file and command line in one; the command line wins.
    var defaults: ServerConfiguration {
        var defaults = configuration?.configuration ?? ServerConfiguration()
        if let seconds = overrides.drainTimeoutSeconds { defaults.drainTimeoutSeconds = seconds }
        if let seconds = overrides.shutdownDelaySeconds { defaults.shutdownDelaySeconds = seconds }
        if let name = overrides.defaultApp { defaults.defaultApp = name }
        return defaults
    }

    var drainTimeoutSeconds: Double {
        defaults.drainTimeoutSeconds ?? AppSettings.drainTimeoutSecondsDefault
    }

    var shutdownDelaySeconds: Double {
        defaults.shutdownDelaySeconds ?? ServerConfiguration.shutdownDelaySecondsDefault
    }

    mutating func note(_ notice: WatchNotice) {
        renamedIn.formUnion(notice.renamedIn)
    }

    mutating func takeRenamedIn() -> Set<String> {
        defer { renamedIn = [] }
        return renamedIn
    }

    /// Reads what is asked for now. The three sources are one list; a name that several give is
    /// the configuration's, then control's.
    mutating func look(_ log: EventLog) -> Look {
        let defaults = defaults
        var look = Look(defaultApp: defaults.defaultApp)
        configuration?.look(defaults, into: &look)
        var added = Look()
        control.look(defaults, into: &added)
        look.add(added)
        lookIntoDirectory(defaults, log, &look)
        holdBack(from: &look)
        return look
    }

    private mutating func lookIntoDirectory(
        _ defaults: ServerConfiguration, _ log: EventLog, _ look: inout Look
    ) {
        guard let path = directory?.directory else { return }
        var found = Look()
        do {
            try directory?.look(defaults, into: &found)
            if directoryError != nil { log.emit(.directoryAvailable(path: path)) }
            directoryError = nil
        } catch {
            look.isIncomplete = true
            if directoryError != error.description {
                directoryError = error.description
                log.emit(.directoryUnavailable(path: path, reason: error.description))
            }
        }
        look.add(found)
    }

    /// Whether this reason has not been reported for this path yet.
    mutating func isNews(_ path: String, _ reason: String) -> Bool {
        defer { reported[path] = reason }
        return reported[path] != reason
    }

    /// Forgets what was noted of a path that has been dealt with: what is seen there next is news.
    mutating func forgetNotes(about path: String) {
        reported[path] = nil
        settling.forget(path)
    }

    /// Forgets what was noted of paths other than these, of known apps and of the configuration.
    mutating func keepNotes(about paths: Set<String>) {
        reported = reported.filter { paths.contains($0.key) }
        let known = known.values.map(\.spec.path) + (configuration.map { [$0.path] } ?? [])
        settling.keep(paths.union(known))
    }

    /// Notes what was acted on for an app; `nil` when nothing is asked for any more.
    mutating func setKnown(_ name: AppName, _ new: Known?) {
        for host in known[name]?.spec.hostnames ?? [] { holders[host] = nil }
        for host in new?.spec.hostnames ?? [] { holders[host] = name }
        known[name] = new
    }

    /// Notes which apps a look has found.
    /// - Returns: those that are asked for no more.
    mutating func setAsked(_ names: Set<AppName>, isIncomplete: Bool) -> Set<AppName> {
        defer { asked = isIncomplete ? asked.union(names) : names }
        return isIncomplete ? [] : asked.subtracting(names)
    }

    /// The app that holds one of these hosts already, and the host.
    func claim(on hostnames: [String], except name: AppName) -> (host: String, by: AppName)? {
        for host in hostnames {
            if let other = holders[host], other != name { return (host, other) }
        }
        return nil
    }
}
