// What holds the generations of an app that wind down, put into its report.

import ControlAPI

extension GenerationStatus {
    /// Whether it makes way: something may hold it.
    var windsDown: Bool { [.draining, .unloading, .parked].contains(state) }
}

extension AppReport {
    /// With what holds the generations that wind down.
    func explained(
        _ status: AppStatus, _ server: ServerView,
        _ answers: [GenerationID: HoldersQuestion.Answers]
    ) -> AppReport {
        var report = self
        for (index, generation) in status.generations.enumerated() where generation.windsDown {
            report.generations[index].explain(
                server.heldThreads(generation), answers[generation.id] ?? [:],
                loopCount: server.counters.count)
        }
        return report
    }
}

extension GenerationReport {
    fileprivate mutating func explain(
        _ threads: [HeldThreadReport], _ answers: HoldersQuestion.Answers, loopCount: Int
    ) {
        let held = answers.values.joined().sorted { $0.ageMilliseconds > $1.ageMilliseconds }
        let silent = (0..<loopCount).filter { answers[$0] == nil }.map { "loop-\($0)" }
        requests = held
        self.threads = threads
        drain?.oldestMilliseconds = held.first?.ageMilliseconds
        silentLoops = silent.isEmpty ? nil : silent
    }
}
