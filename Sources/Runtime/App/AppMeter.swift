// What one event loop counts of one app, over all its generations. Cores never share it on the
// request path: only its loop writes, relaxed and without read-modify-write, and a scrape adds the
// loops' numbers up. A number is right by itself; two of them may be of slightly different moments.

import Synchronization

/// Threads: `count` and `refuse` on its event loop; what reads, from every thread.
final class AppMeter: @unchecked Sendable {
    // Unchecked: the cells are atomics at a fixed address, allocated in init and freed in deinit.

    /// Upper bounds of the duration's buckets but the last, which has none; nanoseconds.
    static let boundsNanoseconds = [
        10_000, 50_000, 100_000, 250_000, 500_000, 1_000_000, 2_500_000, 5_000_000, 10_000_000,
        25_000_000, 50_000_000, 100_000_000, 250_000_000, 500_000_000, 1_000_000_000,
        2_500_000_000, 5_000_000_000, 10_000_000_000,
    ]

    private static let bucketStart = StatusSlot.count
    private static let refusalStart = bucketStart + boundsNanoseconds.count + 1
    private static let nanoseconds = refusalStart + RefusalReason.allCases.count
    private static let bytesIn = nanoseconds + 1
    private static let bytesOut = bytesIn + 1
    private static let cellCount = bytesOut + 1

    /// Of the app; `nil` for what belongs to none.
    let app: String?
    private let cells: UnsafeMutablePointer<Atomic<Int>>

    init(app: String? = nil) {
        self.app = app
        cells = .allocate(capacity: Self.cellCount)
        for index in 0..<Self.cellCount { (cells + index).initialize(to: Atomic(0)) }
    }

    deinit {
        cells.deinitialize(count: Self.cellCount)
        cells.deallocate()
    }

    /// Counts a response that has ended, or several that are alike.
    /// - Parameters:
    ///   - status: 100 to 599.
    ///   - times: how many; the numbers that follow are of all of them together.
    ///   - nanoseconds: from the request's head to the response's end.
    ///   - bytesIn: of the request, head and body.
    ///   - bytesOut: of the response, head and body.
    func count(status: Int, times: Int = 1, nanoseconds: Int, bytesIn: Int, bytesOut: Int) {
        let each = times == 1 ? nanoseconds : nanoseconds / times
        add(times, at: StatusSlot.index(status))
        add(times, at: Self.bucketStart + Self.bucket(of: each))
        add(nanoseconds, at: Self.nanoseconds)
        add(bytesIn, at: Self.bytesIn)
        add(bytesOut, at: Self.bytesOut)
    }

    /// Counts a request that the runtime answered with 503; `count` counts its response.
    func refuse(_ reason: RefusalReason) {
        add(1, at: Self.refusalStart + reason.rawValue)
    }

    private static func bucket(of nanoseconds: Int) -> Int {
        var bucket = 0
        while bucket < boundsNanoseconds.count, nanoseconds > boundsNanoseconds[bucket] {
            bucket += 1
        }
        return bucket
    }

    private func add(_ number: Int, at index: Int) {
        cells[index].store(self.number(at: index) &+ number, ordering: .relaxed)
    }

    /// What has been counted so far.
    var reading: Reading {
        var reading = Reading()
        add(to: &reading)
        return reading
    }

    /// Adds what has been counted so far. It allocates nothing: a scrape does it for each app and
    /// loop.
    func add(to sum: inout Reading) {
        add(from: 0, to: &sum.responses)
        add(from: Self.bucketStart, to: &sum.durations)
        add(from: Self.refusalStart, to: &sum.refusals)
        sum.nanoseconds += number(at: Self.nanoseconds)
        sum.bytesIn += number(at: Self.bytesIn)
        sum.bytesOut += number(at: Self.bytesOut)
    }

    private func add(from start: Int, to sums: inout [Int]) {
        for index in sums.indices { sums[index] += number(at: start + index) }
    }

    private func number(at index: Int) -> Int {
        cells[index].load(ordering: .relaxed)
    }

    struct Reading: Equatable, Sendable {
        /// By `StatusSlot`.
        var responses = [Int](repeating: 0, count: StatusSlot.count)
        /// What each bucket of `boundsNanoseconds` holds, and behind them the last one.
        var durations = [Int](repeating: 0, count: boundsNanoseconds.count + 1)
        /// By `RefusalReason`.
        var refusals = [Int](repeating: 0, count: RefusalReason.allCases.count)
        var nanoseconds = 0
        var bytesIn = 0
        var bytesOut = 0

        /// Requests that met a route without a generation behind it: 503.
        var unavailableCount: Int {
            let reasons: [RefusalReason] = [.draining, .drained, .reloading, .quarantined]
            return reasons.reduce(0) { $0 + refusals[$1.rawValue] }
        }
    }
}
