@testable import Runtime

/// Keeps what any thread reports, and lets a test wait for it. A wait that takes ten seconds has
/// failed: that bounds a broken run, no result depends on it.
final class Recorder<Element: Sendable>: Sendable {
    private let monitor = Monitor<[Element]>([])

    func add(_ element: Element) {
        monitor.withLock { $0.append(element) }
        monitor.broadcast()
    }

    var all: [Element] { monitor.withLock { $0 } }

    /// All elements, once there are this many; fewer if they did not come.
    func waitFor(_ count: Int) -> [Element] {
        monitor.wait(seconds: 10) { $0.count >= count ? $0 : nil } ?? all
    }
}
