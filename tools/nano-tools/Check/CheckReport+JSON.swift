import FoundationEssentials

// The keys are an interface; each is always there.

extension CheckReport {
    /// One JSON object over several lines, its keys in alphabetical order.
    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
}

extension CheckReport: Encodable {
    private enum Key: String, CodingKey {
        case answers, cycles, file, findings, verdict
        case heapGrowthBytes = "heap_growth_bytes"
        case residentGrowthBytes = "resident_growth_bytes"
    }

    func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: Key.self)
        try object.encode(file, forKey: .file)
        try object.encode(verdict, forKey: .verdict)
        try object.encode(findings.map(FindingJSON.init), forKey: .findings)
        try object.encode(answers.map(AnswerJSON.init), forKey: .answers)
        try object.encode(cycles, forKey: .cycles)
        try object.encode(growth[.heap], forKey: .heapGrowthBytes)
        try object.encode(growth[.resident], forKey: .residentGrowthBytes)
    }
}

private struct FindingJSON: Encodable {
    let severity: Severity
    let step: CheckStep
    let seen, harm, cure: String

    init(_ finding: Finding) {
        severity = finding.defect.severity
        step = finding.step
        seen = finding.defect.seen
        harm = finding.defect.harm
        cure = finding.defect.cure
    }
}

private struct AnswerJSON: Encodable {
    private enum Key: String, CodingKey {
        case request, status, count
        case bodyBytes = "body_bytes"
    }

    let request: PluginRequest
    let answer: PluginAnswerSummary?

    func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: Key.self)
        try object.encode("\(request)", forKey: .request)
        try object.encode(answer?.status, forKey: .status)
        try object.encode(answer?.bodyBytes, forKey: .bodyBytes)
        try object.encode(answer?.count ?? 0, forKey: .count)
    }
}
