import PluginABI
import PluginHosting
import Testing

@testable import Runtime

/// The tables as a plugin has them: results, bounds, and views that are none.
@Suite struct HostServiceTests {
    private let context = Sample.hostContext()
    private let host: PluginHost

    init() {
        host = PluginHost(
            version: "1", app: "app", generation: 1, variables: [],
            extensions: HostExtension.services, context: context, log: { _, _ in })
    }

    private func table<Table>(_ id: String, _ type: Table.Type) throws -> Table {
        let table = try #require(host.pointer.pointee.get_extension(host.pointer, id))
        return table.assumingMemoryBound(to: type).pointee
    }

    @Test func aStoreTellsSizesWithoutRoomForThem() throws {
        let store = try table(NANO_KV_EXTENSION, nano_kv.self)
        var version: UInt64 = 0
        let value = nano_bytes("value")
        #expect(
            store.set(host.pointer, .init("key"), value, 0, UInt64(NANO_KV_ANY), &version)
                == NANO_OK)
        var (count, found) = (0, UInt64(0))
        var buffer = [UInt8](repeating: 0, count: 5)
        #expect(
            store.get(host.pointer, .init("key"), &buffer, 4, &count, &found)
                == NANO_ERROR_LIMIT)
        #expect(count == 5 && found == version)
        #expect(store.get(host.pointer, .init("key"), &buffer, 5, &count, nil) == NANO_OK)
        #expect(buffer == Array("value".utf8))
        #expect(store.get(host.pointer, .init("none"), nil, 0, nil, nil) == NANO_KV_ABSENT)
        #expect(store.remove(host.pointer, .init("key"), version + 1) == NANO_KV_CONFLICT)
        #expect(store.remove(host.pointer, .init("key"), version) == NANO_OK)
    }

    @Test(arguments: [0, 513, Int.max, Int.min, -1])
    func aStoreRefusesImpossibleKeys(count: Int) throws {
        let store = try table(NANO_KV_EXTENSION, nano_kv.self)
        let bytes = [UInt8](repeating: 0, count: 513)
        bytes.withUnsafeBufferPointer { bytes in
            let key = nano_bytes(data: bytes.baseAddress, count: count)
            #expect(store.remove(host.pointer, key, 0) == NANO_ERROR_INVALID)
            #expect(store.increment(host.pointer, key, 1, 0, nil) == NANO_ERROR_INVALID)
        }
        let nowhere = nano_bytes(data: nil, count: 3)
        #expect(store.remove(host.pointer, nowhere, 0) == NANO_ERROR_INVALID)
        #expect(store.set(host.pointer, .init("k"), nowhere, 0, 0, nil) == NANO_ERROR_INVALID)
    }

    @Test func timersWantAFunctionAndADelayThatCanEnd() throws {
        let timers = try table(NANO_TIMER_EXTENSION, nano_timers.self)
        var timer: nano_timer = 0
        #expect(timers.start(host.pointer, 0, nil, nil, &timer) == NANO_ERROR_INVALID)
        #expect(timers.start(host.pointer, .max, { _ in }, nil, &timer) == NANO_ERROR_INVALID)
        #expect(timers.start(nil, 0, { _ in }, nil, &timer) == NANO_ERROR_INVALID)
        #expect(timers.start(host.pointer, 60_000, { _ in }, nil, &timer) == NANO_OK)
        #expect(timer != 0)
        #expect(timers.cancel(host.pointer, timer) == NANO_OK)
        #expect(timers.cancel(host.pointer, timer) == NANO_ERROR_STATE)
        context.close()
        #expect(timers.start(host.pointer, 0, { _ in }, nil, nil) == NANO_ERROR_STATE)
    }

    @Test func metricsTakeWhatTheirKindTakes() throws {
        let metrics = try table(NANO_METRICS_EXTENSION, nano_metrics.self)
        let counter = try add(metrics, kind: NANO_METRIC_COUNTER, "orders_total")
        let gauge = try add(metrics, kind: NANO_METRIC_GAUGE, "depth")
        let histogram = try add(metrics, kind: NANO_METRIC_HISTOGRAM, "seconds")
        #expect(metrics.add(host.pointer, counter, 1.5) == NANO_OK)
        #expect(metrics.add(host.pointer, counter, -1) == NANO_ERROR_INVALID)
        #expect(metrics.add(host.pointer, counter, .nan) == NANO_ERROR_INVALID)
        #expect(metrics.set(host.pointer, counter, 1) == NANO_ERROR_INVALID)
        #expect(metrics.set(host.pointer, gauge, 7) == NANO_OK)
        #expect(metrics.add(host.pointer, gauge, -2) == NANO_OK)
        #expect(metrics.observe(host.pointer, gauge, 1) == NANO_ERROR_INVALID)
        #expect(metrics.observe(host.pointer, histogram, 1) == NANO_OK)
        #expect(metrics.observe(host.pointer, 99, 1) == NANO_ERROR_INVALID)
        let readings = context.app.metrics.families.map(\.series[0].reading)
        #expect(readings == [.value(5), .value(1.5), .histogram(counts: [1], sum: 1)])
    }

    private func add(_ metrics: nano_metrics, kind: Int32, _ name: StaticString) throws -> UInt32 {
        var description = nano_metric_description()
        description.size = UInt32(MemoryLayout<nano_metric_description>.size)
        description.kind = UInt32(kind)
        description.name = nano_bytes(name)
        var number: nano_metric = 0
        try #require(metrics.add_series(host.pointer, &description, &number) == NANO_OK)
        return number
    }

    @Test func aDescriptionOfImpossibleCountsIsRefused() throws {
        let metrics = try table(NANO_METRICS_EXTENSION, nano_metrics.self)
        var number: nano_metric = 0
        for count in [1, -1, Int.max, Int.min] {
            var description = nano_metric_description()
            description.size = UInt32(MemoryLayout<nano_metric_description>.size)
            description.kind = UInt32(NANO_METRIC_HISTOGRAM)
            description.name = .init("a")
            description.label_count = count
            #expect(
                metrics.add_series(host.pointer, &description, &number) == NANO_ERROR_INVALID)
            description.label_count = 0
            description.bucket_count = count
            #expect(
                metrics.add_series(host.pointer, &description, &number) == NANO_ERROR_INVALID)
        }
        #expect(metrics.add_series(host.pointer, nil, &number) == NANO_ERROR_INVALID)
    }
}
