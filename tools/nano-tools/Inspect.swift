// nano-tools inspect: what the runtime would make of a file, without running a byte of it.
//
//     Inspect (arguments) → readPlugin → preflight (ELFPreflight) → InspectionReport → text or JSON
//
// The verdict is the pre-flight's own, the same that the runtime asks for before it loads a file,
// so that both say the same in the same words.

import ArgumentParser
import ELFPreflight
import SystemPackage

struct Inspect: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Says what a runtime would do with a plugin, without running it.",
        discussion: """
            Prints what FILE declares and holds, on which threads its handlers would run \
            (inline, lane), and what would become of its image when it is closed: unloadable, \
            unloadable on lanes, pinned, or refused. For each hazard it gives the reason and \
            the cure. The exit status is 1 when FILE would be refused.
            """)

    @Argument(help: "The plugin to read.", completion: .file(extensions: ["so"]))
    var file: String

    @Flag(help: "Print one JSON object, whose keys are always all there.")
    var json = false

    func run() throws {
        let content = try readPlugin(FilePath(file))
        let report = InspectionReport(file: file, content: content, host: .current)
        print(try json ? report.json() : report.text)
        if report.unloadClass == .refused { throw ExitCode.failure }
    }
}
