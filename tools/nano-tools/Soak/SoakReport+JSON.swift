import FoundationEssentials

// The keys are an interface; each is always there.

extension SoakReport {
    /// One JSON object over several lines, its keys in alphabetical order.
    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
}

extension SoakReport: Encodable {
    private enum Key: String, CodingKey {
        case verdict, answered, lost, closed, statuses, steady, swapping, swaps
        case growthBytesPerSwap = "growth_bytes_per_swap"
        case residentBytesBefore = "resident_bytes_before"
    }

    func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: Key.self)
        try object.encode(passes ? "pass" : "fail", forKey: .verdict)
        try object.encode(load.answered, forKey: .answered)
        try object.encode(load.lost, forKey: .lost)
        try object.encode(load.closed, forKey: .closed)
        let statuses = load.otherStatuses.map { ("\($0.key)", $0.value) }
        try object.encode(Dictionary(uniqueKeysWithValues: statuses), forKey: .statuses)
        try object.encode(LatencyJSON(steady), forKey: .steady)
        try object.encode(LatencyJSON(swapping), forKey: .swapping)
        try object.encode(swaps.map(SwapJSON.init), forKey: .swaps)
        try object.encode(growthBytesPerSwap, forKey: .growthBytesPerSwap)
        try object.encode(residentBytesBefore, forKey: .residentBytesBefore)
    }
}

private struct LatencyJSON: Encodable {
    private enum Key: String, CodingKey {
        case requests
        case p50 = "p50_us"
        case p99 = "p99_us"
        case max = "max_us"
    }

    let latencies: Latencies

    init(_ latencies: Latencies) {
        self.latencies = latencies
    }

    func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: Key.self)
        try object.encode(latencies.count, forKey: .requests)
        try object.encode(latencies.microseconds(50), forKey: .p50)
        try object.encode(latencies.microseconds(99), forKey: .p99)
        try object.encode(latencies.microseconds(100), forKey: .max)
    }
}

private struct SwapJSON: Encodable {
    private enum CodingKeys: String, CodingKey {
        case end
        case swapMilliseconds = "swap_ms"
        case residentBytes = "resident_bytes"
        case imageCount = "images"
    }

    let end: SwapRecord.End
    let swapMilliseconds: Double
    let residentBytes, imageCount: Int

    init(_ swap: SwapRecord) {
        end = swap.end
        swapMilliseconds = swap.swapMilliseconds
        residentBytes = swap.residentBytes
        imageCount = swap.imageCount
    }
}
