// What one event loop counts of one app, over all its generations. Cores never share it on the
// request path: only its loop writes, relaxed and without read-modify-write, and a scrape adds the
// loops' numbers up. A number is right by itself; two of them may be of slightly different moments.

import Synchronization

/// Threads: `count` and `refuse` on its event loop; `reading` from every thread.
final class AppMeter: @unchecked Sendable {
    // Unchecked: the cells are atomics at a fixed address, allocated in init and freed in deinit.

    /// Upper bounds of the duration's buckets but the last, which has none; nanoseconds.
    static let boundsNanoseconds = [
        10_000, 50_000, 100_000, 250_000, 500_000, 1_000_000, 2_500_000, 5_000_000, 10_000_000,
        25_000_000, 50_000_000, 100_000_000, 250_000_000, 500_000_000, 1_000_000_000,
        2_500_000_000, 5_000_000_000, 10_000_000_000,
    ]

    // Computed, so that they are constants on the request path; a stored one is asked each time
    // whether it was made yet.
    private static var boundCount: Int { 18 }
    private static var bucketStart: Int { StatusSlot.count }
    private static var refusalStart: Int { bucketStart + boundCount + 1 }
    private static var nanoseconds: Int { refusalStart + RefusalReason.count }
    private static var bytesIn: Int { nanoseconds + 1 }
    private static var bytesOut: Int { bytesIn + 1 }
    private static var cellCount: Int { bytesOut + 1 }

    private let cells: UnsafeMutablePointer<Atomic<Int>>

    init() {
        assert(Self.boundsNanoseconds.count == Self.boundCount)
        assert(RefusalReason.allCases.count == RefusalReason.count)
        cells = .allocate(capacity: Self.cellCount)
        for index in 0..<Self.cellCount { (cells + index).initialize(to: Atomic(0)) }
    }

    deinit {
        cells.deinitialize(count: Self.cellCount)
        cells.deallocate()
    }

    /// Counts one response that has ended.
    /// - Parameters:
    ///   - status: 100 to 599.
    ///   - nanoseconds: from the request's head to the response's end.
    ///   - bytesIn: of the request, head and body.
    ///   - bytesOut: of the response, head and body.
    func count(status: Int, nanoseconds: Int, bytesIn: Int, bytesOut: Int) {
        add(1, at: StatusSlot.index(status))
        add(1, at: Self.bucketStart + Self.bucket(of: nanoseconds))
        add(nanoseconds, at: Self.nanoseconds)
        add(bytesIn, at: Self.bytesIn)
        add(bytesOut, at: Self.bytesOut)
    }

    /// Counts a request that the runtime answered with 503; `count` counts its response.
    func refuse(_ reason: RefusalReason) {
        add(1, at: Self.refusalStart + reason.rawValue)
    }

    private static func bucket(of nanoseconds: Int) -> Int {
        // Most requests to inline apps: no table is looked at.
        if nanoseconds <= 10_000 { return 0 }
        return boundsNanoseconds.firstIndex { nanoseconds <= $0 } ?? boundCount
    }

    private func add(_ number: Int, at index: Int) {
        cells[index].store(
            cells[index].load(ordering: .relaxed) &+ number, ordering: .relaxed)
    }

    private func numbers(_ range: Range<Int>) -> [Int] {
        range.map { cells[$0].load(ordering: .relaxed) }
    }

    /// What has been counted so far.
    var reading: Reading {
        let refusals = numbers(Self.refusalStart..<Self.nanoseconds)
        let sums = numbers(Self.nanoseconds..<Self.cellCount)
        return Reading(
            responses: numbers(0..<Self.bucketStart),
            durations: numbers(Self.bucketStart..<Self.refusalStart), refusals: refusals,
            nanoseconds: sums[0], bytesIn: sums[1], bytesOut: sums[2])
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

        static func += (sum: inout Reading, more: Reading) {
            for index in sum.responses.indices { sum.responses[index] += more.responses[index] }
            for index in sum.durations.indices { sum.durations[index] += more.durations[index] }
            for index in sum.refusals.indices { sum.refusals[index] += more.refusals[index] }
            sum.nanoseconds += more.nanoseconds
            sum.bytesIn += more.bytesIn
            sum.bytesOut += more.bytesOut
        }
    }
}
