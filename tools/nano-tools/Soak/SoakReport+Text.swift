extension SoakReport {
    /// For people: three small tables, and the verdict last.
    var text: String {
        let parts = [latencyTable, lossTable, swapTable].map { Self.aligned($0) }
        return (parts + [verdictLine]).joined(separator: "\n\n")
    }

    private var latencyTable: [[String]] {
        [
            ["", "requests", "p50 µs", "p99 µs", "max µs"], Self.row("steady", steady),
            Self.row("during swaps", swapping),
        ]
    }

    private static func row(_ name: String, _ latencies: Latencies) -> [String] {
        [name, "\(latencies.count)"]
            + [50.0, 99, 100].map { percentage in
                latencies.microseconds(percentage).map { "\(Int($0))" } ?? "-"
            }
    }

    private var lossTable: [[String]] {
        let others = load.otherStatuses.sorted { $0.key < $1.key }
            .map { "\($0.value) × \($0.key)" }.joined(separator: ", ")
        return [
            ["lost requests", "\(load.lost)"],
            ["closed connections", "\(load.closed)"],
            ["answers not 2xx", others.isEmpty ? "0" : others],
        ]
    }

    /// At most 20 swaps, evenly chosen, the last among them.
    private var swapTable: [[String]] {
        let step = max(1, (swaps.count + 19) / 20)
        let chosen = swaps.indices.filter { ($0 + 1) % step == 0 || $0 == swaps.count - 1 }
        let header = ["swap", "swapped after ms", "the old one", "memory KiB", "images"]
        return [header]
            + chosen.map { index in
                let swap = swaps[index]
                return [
                    "\(index + 1)", Self.oneDecimal(swap.swapMilliseconds), swap.end.rawValue,
                    "\(swap.residentBytes / 1_024)", "\(swap.imageCount)",
                ]
            }
    }

    private var verdictLine: String {
        let lost = load.lost == 0 ? "no request lost" : "\(load.lost) requests lost"
        return [
            "\(passes ? "pass" : "fail"): \(swaps.count) swaps, \(lost)",
            "slowest swap \(Self.oneDecimal(slowestSwapMilliseconds)) ms",
            "memory grew by \(growthBytesPerSwap) bytes a swap", "at most \(imageCountMax) images",
        ].joined(separator: ", ")
    }

    static func oneDecimal(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }

    /// Columns under each other: the first to the left, the others to the right.
    private static func aligned(_ rows: [[String]]) -> String {
        let columns = rows.map(\.count).max() ?? 0
        let widths = (0..<columns).map { column in
            rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
        }
        return rows.map { row in
            row.enumerated().map { column, cell in
                let padding = String(repeating: " ", count: widths[column] - cell.count)
                return column == 0 ? cell + padding : padding + cell
            }.joined(separator: "  ")
        }.joined(separator: "\n")
    }
}
