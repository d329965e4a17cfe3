// The child process of a check: it does with the plugin what a runtime does, in the same order and
// with the same code (PluginHosting), and reports every step before it is taken. Whatever the
// plugin does to this process, the parent still knows where it was.
//
//     limits → before → cycle: load → create → handle → destroy → unload → … → changes

import ArgumentParser
import ELFPreflight
import FoundationEssentials
import Glibc
import SystemPackage

struct Probe: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check-probe", abstract: "The child process of check.",
        shouldDisplay: false)

    @Argument(help: "What to do, as JSON.")
    var plan: String

    func run() throws {
        let plan = try JSONDecoder().decode(ProbePlan.self, from: Data(plan.utf8))
        ProbeLimits.apply()
        let channel = try ProbeChannel(inherited: 3)
        do {
            try run(plan, channel)
            channel.send(.ended)
        } catch {
            channel.send(.failed("\(error)"))
        }
        // Not exit(): what is left of the plugin must not run.
        _exit(0)
    }

    private func run(_ plan: ProbePlan, _ channel: ProbeChannel) throws {
        let content = try readPlugin(FilePath(plan.file))
        let facts = try preflight(content.span.bytes, host: .current)
        try ProbeRun(plan: plan, content: Data(content), facts: facts, channel: channel).run()
    }
}
