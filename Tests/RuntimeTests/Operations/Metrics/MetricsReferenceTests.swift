import Exposition
import Foundation
import Testing

@testable import Runtime

/// `docs/operations/metrics.md` has the runtime's metrics as they are.
@Suite struct MetricsReferenceTests {
    private static let path = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../../docs/operations/metrics.md").standardized

    @Test func everyMetricIsInTheReferenceAndNoOther() throws {
        let page = try String(contentsOf: Self.path, encoding: .utf8)
        let rows = page.split(separator: "\n").filter {
            $0.hasPrefix("| `nano_") || $0.hasPrefix("| `process_")
        }
        // A row: name, type, labels, what it tells.
        let told = rows.map { row in
            let cells = row.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            return "\(cells[0]) \(cells[1]): \(cells[3])"
        }
        let families =
            AppMetrics.all.map(\.family) + [MetricsPage.leftOut] + ProcessMetrics.all.map(\.family)
        #expect(told == families.map(Self.row))
    }

    private static func row(_ family: MetricFamily) -> String {
        let suffix = [MetricKind.counter: "_total", .info: "_info"][family.kind] ?? ""
        return "`\(family.name)\(suffix)` \(family.kind): \(family.help)"
    }
}
