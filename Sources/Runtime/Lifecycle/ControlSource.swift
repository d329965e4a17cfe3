import Configuration

/// The apps that operators have added to this process. Lifecycle thread only.
struct ControlSource {
    private var entries: [AppName: AppEntry] = [:]

    /// - Parameter entry: its path is absolute.
    mutating func add(_ entry: AppEntry) {
        entries[entry.name] = entry
    }

    mutating func remove(_ name: AppName) {
        entries[name] = nil
    }

    func spec(of entry: AppEntry, _ defaults: ServerConfiguration) -> AppSpec {
        AppSpec(
            name: entry.name, path: entry.path ?? "", settings: defaults.settings(for: entry),
            source: .control)
    }

    func look(_ defaults: ServerConfiguration, into look: inout Look) {
        for entry in entries.values.sorted(by: { $0.name.text < $1.name.text }) {
            let spec = spec(of: entry, defaults)
            look.sightings.append(.init(spec: spec, identity: FileIdentity(path: spec.path)))
        }
    }

    /// The directories to watch.
    var directories: Set<String> {
        Set(entries.values.compactMap(\.path).map(DirectoryListing.directory))
    }
}
