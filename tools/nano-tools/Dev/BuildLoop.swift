import ArgumentParser
import SystemPackage

/// Builds when the sources are not what was built last, one build at a time: what is saved during
/// a build is built after it.
struct BuildLoop: Sendable {
    let plugin: DevPlugin
    /// Where the runtime looks for the plugin.
    let output: FilePath

    /// - Parameter looks: an element whenever the sources may have changed, and one at the
    ///   beginning.
    func run(_ looks: AsyncStream<Void>) async {
        var built: SourceTree?
        var isServed = false
        for await _ in looks {
            let tree = SourceTree(plugin.source)
            guard tree != built else { continue }
            built = tree
            let isBuilt = await build(isServed: isServed)
            isServed = isServed || isBuilt
        }
    }

    /// - Returns: whether there is a new plugin.
    private func build(isServed: Bool) async -> Bool {
        let clock = ContinuousClock()
        let start = clock.now
        do {
            try await plugin.build(into: output)
            let seconds = (clock.now - start) / .seconds(1)
            let tenths = Int((seconds * 10).rounded())
            tell("built \(plugin.name) in \(tenths / 10).\(tenths % 10) s", .green)
            return true
        } catch {
            guard !Task.isCancelled else { return false }
            // Of an ExitCode the compiler has said all there is to say.
            if !(error is ExitCode) { tell("error: \(error)", .red) }
            let what = isServed ? "the version before goes on serving" : "nothing is served yet"
            tell("not built: \(what)", .red)
            return false
        }
    }

    private func tell(_ text: String, _ color: Terminal.Color) {
        let terminal = Terminal.standardError
        terminal.writeLine(terminal.painted(text, color))
    }
}
