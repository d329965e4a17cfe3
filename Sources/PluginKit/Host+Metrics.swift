internal import PluginABI

/// A number for whoever watches the app, which only rises.
public struct Counter: Sendable {
    let series: MetricSeries

    /// Adds a finite number of at least 0; anything else changes nothing.
    public func add(_ value: Double = 1) { series.update { $0.pointee.add($1, $2, value) } }
}

/// A number for whoever watches the app, which rises and falls.
public struct Gauge: Sendable {
    let series: MetricSeries

    public func set(_ value: Double) { series.update { $0.pointee.set($1, $2, value) } }

    public func add(_ value: Double) { series.update { $0.pointee.add($1, $2, value) } }
}

/// Counts values, such as durations in seconds, in buckets.
public struct Histogram: Sendable {
    let series: MetricSeries

    /// Counts a finite value; anything else changes nothing.
    public func observe(_ value: Double) {
        series.update { $0.pointee.observe($1, $2, value) }
    }
}

/// A series as the host knows it; one that could not be registered takes updates and drops them.
struct MetricSeries: Sendable {
    let host: Host
    let number: UInt32

    func update(
        _ body: (UnsafePointer<nano_metrics>, UnsafePointer<nano_host>, UInt32) -> Int32
    ) {
        if let table = host.metricsExtension { _ = body(table, host.pointer, number) }
    }
}

extension Host {
    /// Registers a counter, such as `orders_total`, or finds it: the next copy's goes on where this
    /// one's is. Do it once, when the app is made.
    /// - Parameters:
    ///   - name: by Prometheus' rules; `nano_…` is the runtime's.
    ///   - help: one sentence.
    ///   - labels: fixed names and values, 8 at most.
    public func counter(
        _ name: String, help: String = "", labels: [(name: String, value: String)] = []
    ) throws(HostError) -> Counter {
        Counter(series: try series(NANO_METRIC_COUNTER, name, help, labels, []))
    }

    /// Registers a gauge, or finds it; see `counter`.
    /// - Parameters:
    ///   - name: by Prometheus' rules; `nano_…` is the runtime's.
    ///   - help: one sentence.
    ///   - labels: fixed names and values, 8 at most.
    public func gauge(
        _ name: String, help: String = "", labels: [(name: String, value: String)] = []
    ) throws(HostError) -> Gauge {
        Gauge(series: try series(NANO_METRIC_GAUGE, name, help, labels, []))
    }

    /// Registers a histogram, or finds it; see `counter`.
    /// - Parameters:
    ///   - name: by Prometheus' rules; `nano_…` is the runtime's.
    ///   - buckets: the upper bounds, rising, 32 at most; one without a bound is added.
    ///   - help: one sentence.
    ///   - labels: fixed names and values, 8 at most.
    public func histogram(
        _ name: String, buckets: [Double], help: String = "",
        labels: [(name: String, value: String)] = []
    ) throws(HostError) -> Histogram {
        Histogram(series: try series(NANO_METRIC_HISTOGRAM, name, help, labels, buckets))
    }

    private func series(
        _ kind: Int32, _ name: String, _ help: String,
        _ labels: [(name: String, value: String)], _ buckets: [Double]
    ) throws(HostError) -> MetricSeries {
        guard let metricsExtension else { throw .unavailable }
        var number: nano_metric = 0
        let code = Content.text(name).withView { name in
            Content.text(help).withView { help in
                FieldViews(labels).withHeaders { labels in
                    buckets.withUnsafeBufferPointer { buckets in
                        var description = nano_metric_description(
                            size: UInt32(MemoryLayout<nano_metric_description>.size),
                            kind: UInt32(kind), name: name, help: help,
                            labels: labels.baseAddress, label_count: labels.count,
                            buckets: buckets.baseAddress, bucket_count: buckets.count)
                        return metricsExtension.pointee.add_series(pointer, &description, &number)
                    }
                }
            }
        }
        try HostError.check(code)
        return MetricSeries(host: self, number: number)
    }
}
