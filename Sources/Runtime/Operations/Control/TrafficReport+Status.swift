import ControlAPI

extension TrafficReport {
    init(_ status: AppStatus) {
        let reading = status.meters?.reading ?? AppMeter.Reading()
        var refused: [String: Int] = [:]
        for reason in RefusalReason.allCases where reading.refusals[reason.rawValue] > 0 {
            refused[reason.label] = reading.refusals[reason.rawValue]
        }
        self.init(
            requests: reading.responses.reduce(0, +),
            errors: reading.responses[StatusSlot.index(500)...].reduce(0, +),
            inFlight: status.generations.reduce(0) { $0 + $1.active },
            bytesIn: reading.bytesIn, bytesOut: reading.bytesOut, refused: refused,
            latency: LatencyReport(reading))
    }
}

extension LatencyReport {
    init(_ reading: AppMeter.Reading) {
        self.init(
            boundsSeconds: AppMeter.boundsNanoseconds.map { Double($0) / 1e9 },
            counts: reading.durations, sumSeconds: Double(reading.nanoseconds) / 1e9)
    }
}
