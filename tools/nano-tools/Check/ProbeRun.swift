import ELFPreflight
import FoundationEssentials
import Glibc
import PluginHosting

/// One check in the child process: every cycle, and what has changed behind them.
final class ProbeRun {
    let plan: ProbePlan
    let facts: PluginFacts
    let channel: ProbeChannel
    /// The plugin's bytes: each cycle loads a copy of its own, as a runtime does.
    private let content: Data
    private let before: ProcessState
    /// The process as it was after each step of the first cycle.
    private var states: [(step: CheckStep, state: ProcessState)] = []
    /// Descriptors that a plugin has no business with, at the numbers that it might close.
    private let canaries: [Int32]
    /// Where the image of the first cycle lay.
    var imageRange: Range<UInt>?

    init(plan: ProbePlan, content: Data, facts: PluginFacts, channel: ProbeChannel) {
        self.plan = plan
        self.content = content
        self.facts = facts
        self.channel = channel
        canaries = (0..<8).map { _ in open("/dev/null", O_RDONLY | O_CLOEXEC) }
        before = ProcessState()
    }

    /// Ends early where another cycle would prove nothing, or kill the process.
    func run() throws {
        var number: UInt64 = 0
        var cyclesMax = plan.cycles
        while number < cyclesMax {
            number += 1
            let copy = try stage(number)
            let goesOn = try ProbeCycle(self, number: number, path: copy).run()
            try FileManager.default.removeItem(atPath: copy)
            if goesOn { channel.send(.measured(Footprint())) }
            if number == 1 { cyclesMax = min(cyclesMax, Self.cyclesMax(after: reportChanges())) }
            guard goesOn else { return }
        }
        reportThreads()
    }

    /// A step of a cycle begins.
    func begin(_ step: CheckStep, _ cycle: UInt64) {
        channel.send(.began(step, cycle: Int(cycle)))
    }

    /// A step of a cycle is over.
    func finish(_ step: CheckStep, _ cycle: UInt64) {
        if cycle == 1 { states.append((step, ProcessState())) }
    }

    func report(_ defect: Defect, in step: CheckStep) {
        channel.send(.found(Finding(step: step, defect: defect)))
    }

    private func stage(_ number: UInt64) throws -> String {
        let path = "\(plan.directory)/\(plan.app).\(number).so"
        try content.write(to: URL(filePath: path))
        return path
    }

    /// What the first cycle has left behind, each with the step that did it.
    private func reportChanges() -> [Defect] {
        guard let end = states.last?.state else { return [] }
        let changes = end.changes(since: before, image: imageRange)
        for defect in changes {
            let first = states.first {
                $0.state.changes(since: before, image: imageRange).contains(defect)
            }
            report(defect, in: first?.step ?? .cycles)
        }
        return changes
    }

    /// How many cycles may be run by a plugin that does this in each: descriptors must not run
    /// out, and one that closes other people's may close anything.
    private static func cyclesMax(after changes: [Defect]) -> Int {
        var left = 0
        for change in changes {
            if case .descriptorClosed = change { return 1 }
            if case .descriptorLeft = change { left += 1 }
        }
        return left == 0 ? .max : Int(ProbeLimits.descriptors) / 2 / left
    }

    /// Threads that were there after the first cycle and are there after the last have not just
    /// not been reaped yet.
    private func reportThreads() {
        guard plan.cycles > 1, let first = states.last?.state else { return }
        let left = ProcessState().threads.intersection(first.threads)
            .subtracting(before.threads)
        if !left.isEmpty { report(.unknownThreadsLeft(left.count), in: .destroy) }
    }
}
