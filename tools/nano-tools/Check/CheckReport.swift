import FoundationEssentials

/// What `nano-tools check` says of a plugin.
struct CheckReport {
    enum Verdict: String, Encodable {
        case pass
        case warnings = "pass with warnings"
        case fail
    }

    /// The file, as it was named.
    let file: String
    let language: PluginLanguage
    /// The gravest first, then in the order of the steps.
    let findings: [Finding]
    /// Each request with how it was answered; `nil` where it was not.
    let answers: [(request: PluginRequest, answer: PluginAnswerSummary?)]
    /// Whole cycles that were run.
    let cycles: Int
    /// Bytes that each kind of memory grew by in a cycle; none for too few cycles.
    let growth: [MemoryKind: Int]

    var verdict: Verdict {
        guard let gravest = findings.map(\.defect.severity).max() else { return .pass }
        return gravest == .fail ? .fail : .warnings
    }

    /// Of a file that is not loaded.
    init(file: String, refusal: String) {
        self.init(
            file: file, language: .native,
            findings: [Finding(step: .preflight, defect: .refused(refusal))], answers: [],
            cycles: 0, growth: [:])
    }

    init(file: String, plan: ProbePlan, language: PluginLanguage, record: CheckRecord) {
        let footprints = record.footprints
        var growth: [MemoryKind: Int] = [:]
        growth[.heap] = Growth(footprints.map(\.heapBytes)).map { max(0, Int($0.perCycle)) }
        growth[.resident] = Growth(footprints.map(\.residentBytes)).map { max(0, Int($0.perCycle)) }
        let mappings = Growth(footprints.map(\.mappingCount)).map { Int($0.perCycle * 100) }
        self.init(
            file: file, language: language,
            findings: record.findings + Self.growthFindings(growth, mappings ?? 0, language),
            answers: plan.requests.enumerated().map { ($1, record.answers[$0]) },
            cycles: footprints.count, growth: growth)
    }

    private init(
        file: String, language: PluginLanguage, findings: [Finding],
        answers: [(request: PluginRequest, answer: PluginAnswerSummary?)], cycles: Int,
        growth: [MemoryKind: Int]
    ) {
        self.file = file
        self.language = language
        self.answers = answers
        self.cycles = cycles
        self.growth = growth
        self.findings = [Severity.fail, .warning].flatMap { severity in
            CheckStep.allCases.flatMap { step in
                findings.filter { $0.step == step && $0.defect.severity == severity }
            }
        }
    }

    private static func growthFindings(
        _ growth: [MemoryKind: Int], _ mappings: Int, _ language: PluginLanguage
    ) -> [Finding] {
        let memory = [MemoryKind.heap, .resident].compactMap { kind -> Defect? in
            let tolerance = language.toleranceBytes(kind)
            guard let bytes = growth[kind], bytes > tolerance else { return nil }
            return .memoryGrows(kind, bytesPerCycle: bytes, toleranceBytes: tolerance)
        }
        // What the heap grows by lies in resident memory too, and is said once.
        let isMapping = mappings > PluginLanguage.mappingsPerHundredCyclesMax
        let all = memory.prefix(1) + (isMapping ? [.mappingsGrow(perHundredCycles: mappings)] : [])
        return all.map { Finding(step: .cycles, defect: $0) }
    }
}
