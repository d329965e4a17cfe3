/// What the parent has learnt of a check so far, fact by fact.
struct CheckRecord {
    /// Where the plugin is at work.
    private(set) var step = CheckStep.load
    private(set) var findings: [Finding] = []
    /// How requests were answered, by their place in the plan.
    private(set) var answers: [Int: PluginAnswerSummary] = [:]
    /// One per whole cycle.
    private(set) var footprints: [Footprint] = []
    private(set) var hasEnded = false
    private var lastLog: String?

    mutating func take(_ fact: ProbeFact) {
        switch fact {
        case .began(let step, _): self.step = step
        case .logged(let line): lastLog = line
        case .answered(let index, let status, let bodyBytes):
            answers[index, default: PluginAnswerSummary(status: status, bodyBytes: bodyBytes)]
                .count += 1
        case .found(let finding): add(finding)
        case .measured(let footprint): footprints.append(footprint)
        case .ended, .failed: hasEnded = true
        }
    }

    /// The process ended or hung where it was.
    mutating func end(with defect: Defect) {
        add(Finding(step: step, defect: defect))
    }

    /// A defect that shows in every cycle is one finding.
    mutating func add(_ finding: Finding) {
        var finding = finding
        if case .createFailed(let code, nil) = finding.defect {
            finding = Finding(
                step: finding.step, defect: .createFailed(code: code, log: lastLog))
        }
        if !findings.contains(finding) { findings.append(finding) }
    }
}
