/// What has happened to one app since the process started.
struct AppCounts: Equatable, Sendable {
    /// First generations, and those after a removal.
    var loads = 0
    var swaps = 0
    /// By the step that refused a file or a candidate.
    var loadFailures: [LoadStep: Int] = [:]
    var faults = 0
    var hangs = 0
    /// Drains that have ended, how long they took in all, and how many met their deadline.
    var drains = 0
    var drainMicroseconds = 0
    var drainTimeouts = 0
    /// From the first byte copied to the publication: how many loads, and how long in all.
    var timedLoads = 0
    var loadMicroseconds = 0

    /// The step of the app line at which a candidate was refused.
    enum LoadStep: String, CaseIterable, Sendable {
        /// An entry of the configuration, a host that another app has.
        case configuration
        case stage, authenticate, preflight, load, create, restore
    }
}
