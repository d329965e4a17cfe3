/// What has happened to one app since the process started.
public struct AppCountsReport: Codable, Equatable, Sendable {
    public var loads: Int
    public var swaps: Int
    /// Files refused and candidates that failed.
    public var loadFailures: Int
    public var faults: Int
    public var hangs: Int

    enum CodingKeys: String, CodingKey {
        case loads, swaps
        case loadFailures = "load_failures"
        case faults, hangs
    }

    public init(loads: Int, swaps: Int, loadFailures: Int, faults: Int, hangs: Int) {
        self.loads = loads
        self.swaps = swaps
        self.loadFailures = loadFailures
        self.faults = faults
        self.hangs = hangs
    }
}
