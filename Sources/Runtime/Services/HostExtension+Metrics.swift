// nano.metrics/1: `nano/metrics.h`.

import PluginABI
import PluginHosting

extension HostExtension {
    static let metrics = HostExtension(
        NANO_METRICS_EXTENSION,
        nano_metrics(
            size: UInt32(MemoryLayout<nano_metrics>.size), reserved: 0,
            add_series: { addSeries($0, $1, $2) },
            add: { host, number, value in
                update(host, number) { series in
                    let kind = series.description.kind
                    guard value.isFinite, kind == .gauge || kind == .counter && value >= 0 else {
                        return false
                    }
                    series.add(value)
                    return true
                }
            },
            set: { host, number, value in
                update(host, number) { series in
                    guard series.description.kind == .gauge else { return false }
                    series.set(value)
                    return true
                }
            },
            observe: { host, number, value in
                update(host, number) { series in
                    guard series.description.kind == .histogram, value.isFinite else {
                        return false
                    }
                    series.observe(value)
                    return true
                }
            }))
}

private func update(
    _ host: UnsafePointer<nano_host>?, _ number: nano_metric, _ body: (MetricSeries) -> Bool
) -> Int32 {
    guard let series = HostContext.of(host)?.metrics.series(number), body(series) else {
        return NANO_ERROR_INVALID
    }
    return NANO_OK
}

private func addSeries(
    _ host: UnsafePointer<nano_host>?, _ description: UnsafePointer<nano_metric_description>?,
    _ metric: UnsafeMutablePointer<nano_metric>?
) -> Int32 {
    guard let metrics = HostContext.of(host)?.metrics, let metric,
        let description = description.flatMap({ MetricDescription($0.pointee) })
    else { return NANO_ERROR_INVALID }
    do {
        metric.pointee = try metrics.register(description)
        return NANO_OK
    } catch {
        return error == .tooMany ? NANO_ERROR_LIMIT : NANO_ERROR_INVALID
    }
}

extension MetricDescription {
    fileprivate init?(_ description: nano_metric_description) {
        let labelCount = description.label_count
        let bucketCount = description.bucket_count
        guard description.size >= MemoryLayout<nano_metric_description>.size,
            let kind = Kind(description.kind),
            let name = description.name.text(bytesMax: Self.nameBytesMax),
            let help = description.help.text(bytesMax: Self.helpBytesMax),
            (0...Self.labelCountMax).contains(labelCount),
            description.labels != nil || labelCount == 0,
            (0...Self.bucketCountMax).contains(bucketCount),
            description.buckets != nil || bucketCount == 0
        else { return nil }
        let headers = UnsafeBufferPointer(start: description.labels, count: labelCount)
        let labels = headers.compactMap(Label.init)
        guard labels.count == labelCount else { return nil }
        self.init(
            kind: kind, name: name, help: help, labels: labels,
            buckets: Array(UnsafeBufferPointer(start: description.buckets, count: bucketCount)))
    }
}

extension MetricDescription.Kind {
    fileprivate init?(_ number: UInt32) {
        switch Int32(bitPattern: number) {
        case NANO_METRIC_COUNTER: self = .counter
        case NANO_METRIC_GAUGE: self = .gauge
        case NANO_METRIC_HISTOGRAM: self = .histogram
        default: return nil
        }
    }
}

extension MetricDescription.Label {
    fileprivate init?(_ header: nano_header) {
        let bytesMax = MetricDescription.labelBytesMax
        guard let name = header.name.text(bytesMax: bytesMax),
            let value = header.value.text(bytesMax: bytesMax)
        else { return nil }
        self.init(name: name, value: value)
    }
}
