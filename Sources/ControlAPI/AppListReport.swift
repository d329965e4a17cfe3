/// `GET /apps`.
public struct AppListReport: Codable, Equatable, Sendable {
    /// By name.
    public var apps: [AppReport]

    public init(apps: [AppReport]) {
        self.apps = apps
    }
}
