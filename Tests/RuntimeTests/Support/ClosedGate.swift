@testable import Runtime

/// Holds every thread that comes to it until it is opened, and tells how many have come.
final class ClosedGate: Sendable {
    private struct State {
        var isOpen = false
        var arrivals = 0
    }

    private let monitor = Monitor(State())

    /// Waits for `open`.
    func pass() {
        monitor.withLock { $0.arrivals += 1 }
        monitor.broadcast()
        _ = monitor.wait { $0.isOpen ? true : nil }
    }

    func open() {
        monitor.withLock { $0.isOpen = true }
        monitor.broadcast()
    }

    /// Waits until so many threads have come, 10 s at most.
    func waitForArrivals(_ count: Int) -> Int {
        monitor.wait(seconds: 10) { $0.arrivals >= count ? $0.arrivals : nil } ?? 0
    }
}
