// Where the two lines meet: the request line reads it, the lifecycle line makes it. A table is
// immutable. Each event loop has one of its own, made for it from the same routes, so that no
// reference count is shared between cores.

/// What a host leads to, on one event loop.
enum Route: Sendable {
    case serving(LeaseShard)
    /// The app was removed and its last generation still drains: 503, with the app's drain
    /// timeout in seconds as Retry-After.
    case draining(retryAfterSeconds: Int, AppMeter)
    /// The operator took the app out of service: 503, with the app's drain timeout in seconds as
    /// Retry-After.
    case drained(retryAfterSeconds: Int, AppMeter)
    /// What served has faulted, and is being loaded afresh: 503.
    case reloading(AppMeter)
    /// It faulted too often: 503 with the reason, until its file or its settings change.
    case quarantined(Quarantine, AppMeter)
}

/// Why an app is not called any more.
final class Quarantine: Sendable {
    let reason: String

    init(reason: String) {
        self.reason = reason
    }
}

/// The routes of one event loop.
final class RoutingTable: Sendable {
    /// Rises with each publication; the same number on every loop.
    let number: UInt64
    private let routes: [Route]
    private let hosts: HostIndex
    /// The route of every host that `hosts` does not know.
    private let fallback: Int?

    /// - Parameters:
    ///   - routes: each with its host names, in lower case without trailing dot.
    ///   - fallback: the place in `routes` of the lone or default app.
    init(number: UInt64, routes: [(hosts: [String], route: Route)], fallback: Int?) {
        self.number = number
        self.routes = routes.map(\.route)
        self.fallback = fallback
        hosts = HostIndex(
            routes.enumerated().flatMap { place, entry in
                entry.hosts.map { (host: $0, route: place) }
            })
    }

    static let empty = RoutingTable(number: 0, routes: [], fallback: nil)

    /// The route for a host as a client sent it, without its port; `nil` is 404.
    func route(for host: UnsafeRawBufferPointer) -> Route? {
        if routes.count == 1, fallback == 0 { return routes[0] }
        guard let place = hosts.route(for: host) ?? fallback else { return nil }
        return routes[place]
    }
}
