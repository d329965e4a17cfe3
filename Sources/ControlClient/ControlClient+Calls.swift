public import ControlAPI
import NIOHTTP1

/// The control API, call by call. Each throws what the runtime refuses.
extension ControlClient {
    public func status() async throws(ControlClientError) -> StatusReport {
        try await report(.GET, "/status")
    }

    public func version() async throws(ControlClientError) -> VersionReport {
        try await report(.GET, "/version")
    }

    /// By name, without what holds their drains.
    public func apps() async throws(ControlClientError) -> [AppReport] {
        let list: AppListReport = try await report(.GET, "/apps")
        return list.apps
    }

    /// One app, with what holds its drains.
    public func app(_ name: String) async throws(ControlClientError) -> AppReport {
        try await report(.GET, target(name))
    }

    /// Adds an app; returns when it serves.
    /// - Parameter entry: a JSON object, as an element of `apps` in `nano.json`.
    public func add(entry: [UInt8]) async throws(ControlClientError) -> AppReport {
        try await report(.POST, "/apps", body: entry)
    }

    /// Removes an app; returns when its drain has begun.
    public func remove(_ name: String) async throws(ControlClientError) -> AppReport {
        try await report(.DELETE, target(name))
    }

    /// Loads an app's file again, changed or not; returns when the new generation serves.
    public func reload(_ name: String) async throws(ControlClientError) -> AppReport {
        try await report(.POST, target(name, "/reload"))
    }

    /// Reads the configuration and looks at the plugins again.
    public func reload() async throws(ControlClientError) -> ReloadReport {
        try await report(.POST, "/reload")
    }

    /// Takes an app out of service; returns when its drain has begun.
    public func drain(_ name: String) async throws(ControlClientError) -> AppReport {
        try await report(.POST, target(name, "/drain"))
    }

    /// Puts a drained app back into service; returns when it serves.
    public func resume(_ name: String) async throws(ControlClientError) -> AppReport {
        try await report(.POST, target(name, "/resume"))
    }

    /// Brings back the generation that served before; returns when it serves.
    public func rollback(_ name: String) async throws(ControlClientError) -> AppReport {
        try await report(.POST, target(name, "/rollback"))
    }

    /// Whether the process works.
    public func health() async throws(ControlClientError) -> HealthReport {
        try await health("/healthz")
    }

    /// Whether it wants new connections.
    public func readiness() async throws(ControlClientError) -> HealthReport {
        try await health("/readyz")
    }

    /// A state of health is an answer with 503, too.
    private func health(_ target: String) async throws(ControlClientError) -> HealthReport {
        let (_, bytes) = try await exchange(.GET, target)
        return try decode(bytes)
    }

    private func target(_ name: String, _ verb: String = "") -> String {
        "/apps/\(PercentEncoding.encode(name))\(verb)"
    }

    private func report<Report: Decodable>(
        _ method: HTTPMethod, _ target: String, body: [UInt8]? = nil
    ) async throws(ControlClientError) -> Report {
        try decode(try await answer(method, target, body: body))
    }

    private func decode<Report: Decodable>(
        _ bytes: [UInt8]
    ) throws(ControlClientError) -> Report {
        do {
            return try ControlJSON.decode(Report.self, from: bytes)
        } catch {
            throw .unexpected("\(place): expected a \(Report.self), got \(error)")
        }
    }
}
