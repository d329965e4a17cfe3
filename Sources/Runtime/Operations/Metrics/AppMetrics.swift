/// The metrics of apps: each app is a series of them, or some, until nothing is left of it.
///
/// Counters begin with the app and go on through its generations. Which series there can be is
/// bounded: by apps, statuses, and the reasons and states that the runtime has names for.
enum AppMetrics {
    static let all = traffic + lifecycle
}
