public import ControlAPI

/// What a runtime says of itself at one moment.
public struct TopSample: Equatable, Sendable {
    /// On a clock that only runs forward.
    public var seconds: Double
    public var status: StatusReport
    public var apps: [AppReport]

    public init(seconds: Double, status: StatusReport, apps: [AppReport]) {
        self.seconds = seconds
        self.status = status
        self.apps = apps
    }
}
