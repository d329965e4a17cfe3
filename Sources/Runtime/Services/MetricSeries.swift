import Synchronization

/// One series of metrics: numbers that any thread changes without a lock.
///
/// Each number is right by itself. Several of a histogram, read while others count, may be of
/// slightly different moments, as Prometheus' own clients have it.
final class MetricSeries: @unchecked Sendable {
    // Unchecked: the cells are atomics at a fixed address, allocated in init and freed in deinit.

    enum Reading: Equatable, Sendable {
        case value(Double)
        /// How many observations each bucket has, the last one without a bound, and their sum.
        case histogram(counts: [UInt64], sum: Double)
    }

    let description: MetricDescription
    /// The value or the sum, as bits of a `Double`; then the count of each bucket.
    private let cells: UnsafeMutablePointer<Atomic<UInt64>>
    private let cellCount: Int

    init(_ description: MetricDescription) {
        self.description = description
        cellCount = description.kind == .histogram ? description.buckets.count + 2 : 1
        cells = .allocate(capacity: cellCount)
        for index in 0..<cellCount { (cells + index).initialize(to: Atomic(0)) }
    }

    deinit {
        cells.deinitialize(count: cellCount)
        cells.deallocate()
    }

    /// Adds to a counter or a gauge.
    func add(_ value: Double) {
        var bits = cells.pointee.load(ordering: .relaxed)
        while true {
            let sum = (Double(bitPattern: bits) + value).bitPattern
            let (isExchanged, original) = cells.pointee.weakCompareExchange(
                expected: bits, desired: sum, ordering: .relaxed)
            if isExchanged { return }
            bits = original
        }
    }

    func set(_ value: Double) {
        cells.pointee.store(value.bitPattern, ordering: .relaxed)
    }

    func observe(_ value: Double) {
        let buckets = description.buckets
        let bucket = buckets.firstIndex { value <= $0 } ?? buckets.count
        cells[1 + bucket].wrappingAdd(1, ordering: .relaxed)
        add(value)
    }

    var reading: Reading {
        let value = Double(bitPattern: cells.pointee.load(ordering: .relaxed))
        guard description.kind == .histogram else { return .value(value) }
        let counts = (1..<cellCount).map { cells[$0].load(ordering: .relaxed) }
        return .histogram(counts: counts, sum: value)
    }
}
