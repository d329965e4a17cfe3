extension CheckReport {
    /// For people: how requests were answered, one line a finding, and the verdict last.
    var text: String {
        (answers.map(Self.line) + findings.map(Self.line) + [verdictLine]).joined(separator: "\n")
    }

    private static func line(_ request: PluginRequest, _ answer: PluginAnswerSummary?) -> String {
        guard let answer else { return "\(request): no answer that can be sent" }
        return "\(request): \(answer.status), \(answer.bodyBytes) bytes, \(answer.count) times"
    }

    private static func line(_ finding: Finding) -> String {
        let defect = finding.defect
        return "\(defect.severity.rawValue): \(finding.step.rawValue): \(defect.seen); "
            + "\(defect.harm); \(defect.cure)"
    }

    private var verdictLine: String {
        var parts = ["\(cycles) whole \(cycles == 1 ? "cycle" : "cycles") of load, use and unload"]
        for kind in [MemoryKind.heap, .resident] {
            guard let bytes = growth[kind] else { continue }
            let tolerance = language.toleranceBytes(kind)
            parts.append("\(kind.rawValue) grew by \(bytes) bytes a cycle (at most \(tolerance))")
        }
        return "\(file): \(verdict.rawValue): " + parts.joined(separator: ", ")
    }
}
