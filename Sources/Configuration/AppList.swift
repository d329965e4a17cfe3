/// The entries of `apps` as they are read: names and hosts belong to the first that takes them.
struct AppList {
    /// A name or host that is taken: where, and by which entry.
    private struct Claim {
        let entry: LocatedValue
        let app: AppName
        let place: LocatedValue

        var owner: String {
            "\(entry.path) \(quoted(app.text)) at line \(place.node.position.line)"
        }
    }

    private(set) var accepted: [AppEntry] = []
    private(set) var rejected: [EntryError] = []

    /// Taken by the first entry of the name, also if that is invalid: what it was meant to say
    /// about the app is unknown, so no other entry can stand in for it.
    private var names: [AppName: Claim] = [:]
    /// Taken by valid entries only.
    private var hostnames: [Hostname: Claim] = [:]

    /// Takes an entry in, or the error that refuses it.
    mutating func add(_ element: LocatedValue) {
        let name = element.member(AppKey.name.name)
        let app = name.flatMap { try? AppKey.name.format.read($0) }
        do throws(ConfigurationError) {
            if let name, let app { try claim(app, at: name, for: element) }
            let entry = try AppEntry(element)
            try claimHostnames(of: entry, for: element)
            accepted.append(entry)
        } catch {
            rejected.append(EntryError(app: app, error: error))
        }
    }

    private mutating func claim(
        _ app: AppName, at place: LocatedValue, for element: LocatedValue
    ) throws(ConfigurationError) {
        if let first = names[app] {
            throw place.mismatch(
                "a name that no other app has", because: "it is the name of \(first.owner)")
        }
        names[app] = Claim(entry: element, app: app, place: place)
    }

    private mutating func claimHostnames(
        of entry: AppEntry, for element: LocatedValue
    ) throws(ConfigurationError) {
        let claims = zip(entry.effectiveHostnames, Self.places(ofHostnamesOf: element))
        for (hostname, place) in claims {
            guard let first = hostnames[hostname] else { continue }
            throw place.mismatch(
                "hosts that no other app answers to",
                because: "\(quoted(hostname.text)) is a host of \(first.owner)")
        }
        for (hostname, place) in claims {
            hostnames[hostname] = Claim(entry: element, app: entry.name, place: place)
        }
    }

    /// Where a valid entry states each of its hosts: the key of that host, or the name for which
    /// both hosts are the default.
    private static func places(ofHostnamesOf element: LocatedValue) -> [LocatedValue] {
        if let only = element.member(AppKey.hostname.name) { return [only] }
        if let hosts = element.member(AppKey.hostnames.name)?.elements { return hosts }
        let name = element.member(AppKey.name.name) ?? element
        return [name, name]
    }
}
