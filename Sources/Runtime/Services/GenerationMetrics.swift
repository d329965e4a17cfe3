import Synchronization

/// The series that one generation has registered, by the numbers that it knows them by: 1, 2, ….
///
/// Callable from every thread; finding a series takes no lock.
final class GenerationMetrics: @unchecked Sendable {
    // Unchecked: a slot is written once, by `register` with its lock held, before `count` that lets
    // readers see it is raised; the slots are freed in deinit.

    private let registry: MetricRegistry
    private let slots: UnsafeMutablePointer<Unmanaged<MetricSeries>>
    /// What readers may see of the slots.
    private let count = Atomic<Int>(0)
    /// How many slots are written.
    private let written = Monitor(0)

    init(registry: MetricRegistry) {
        self.registry = registry
        slots = .allocate(capacity: MetricRegistry.seriesCountMax)
    }

    deinit {
        for index in 0..<count.load(ordering: .relaxed) {
            let series = slots[index].takeRetainedValue()
            registry.release(series)
        }
        slots.deallocate()
    }

    /// - Returns: the number of the series, the same for the same series.
    func register(
        _ description: MetricDescription
    ) throws(MetricRegistry.RegistrationError) -> UInt32 {
        try written.withLock { written throws(MetricRegistry.RegistrationError) in
            let series = try registry.register(description)
            for index in 0..<written where slots[index].takeUnretainedValue() === series {
                registry.release(series)
                return UInt32(index + 1)
            }
            guard written < MetricRegistry.seriesCountMax else {
                registry.release(series)
                throw .tooMany
            }
            slots[written] = Unmanaged.passRetained(series)
            written += 1
            count.store(written, ordering: .releasing)
            return UInt32(written)
        }
    }

    /// The series of a number, if this generation has one.
    func series(_ number: UInt32) -> MetricSeries? {
        guard number > 0, Int(number) <= count.load(ordering: .acquiring) else { return nil }
        return slots[Int(number) - 1].takeUnretainedValue()
    }
}
