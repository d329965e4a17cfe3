import Subprocess
import SystemPackage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A runtime that serves one plugin, built anew whenever its sources change.
struct DevServer {
    /// Enough for a request that is being looked at, and short enough for a Ctrl-C.
    private static let drainTimeoutSeconds = 5

    let runtime: FilePath
    let port: Int
    /// Empty at first; private to this process.
    let directory: FilePath

    private var plugins: FilePath { directory.appending("plugins") }

    /// Serves until an interrupt, or until the runtime ends by itself.
    /// - Returns: the exit status to end with.
    func run(_ plugin: DevPlugin) async throws -> Int32 {
        try makeDirectory(plugins)
        let interrupts = try Interrupts()
        defer { interrupts.stop() }
        let watch = try SourceWatch(plugin.source)
        defer { watch.stop() }
        let (signals, looks) = (interrupts.signals, watch.looks)
        let output = plugins.appending("\(plugin.name).so")
        let result = try await Subprocess.run(
            .path(runtime), arguments: Arguments(arguments), platformOptions: inGroupOfItsOwn,
            input: .none, output: .sequence, error: .currentStandardError
        ) { server in
            try await withThrowingTaskGroup { group in
                group.addTask {
                    for await signal in signals {
                        try? server.send(signal: Signal(rawValue: signal))
                    }
                }
                group.addTask { await BuildLoop(plugin: plugin, output: output).run(looks) }
                // The log ends with the runtime, and with it everything else.
                try await showEvents(of: server.standardOutput)
                group.cancelAll()
            }
        }
        return try exitStatus(result.terminationStatus)
    }

    private var arguments: [String] {
        [
            "serve", plugins.string, "--port", "\(port)", "--log-format", "json",
            "--drain-timeout", "\(Self.drainTimeoutSeconds)",
            "--state-directory", directory.appending("state").string,
        ]
    }

    /// A terminal sends Ctrl-C to everyone in its foreground group: the runtime would get it
    /// from there and from us, and the second signal ends it without draining.
    private var inGroupOfItsOwn: PlatformOptions {
        var options = PlatformOptions()
        options.processGroupID = 0
        return options
    }

    private func makeDirectory(_ path: FilePath) throws {
        guard mkdir(path.string, 0o700) == 0 else {
            throw BuildError.fileSystem("create \(path)", "\(Errno(rawValue: errno))")
        }
    }

    private func showEvents(of output: SubprocessOutputSequence) async throws {
        let terminal = Terminal.standardOutput
        for try await text in output.strings() {
            guard let event = ServerEvent(json: text), let line = event.line else { continue }
            terminal.writeLine(event.isBad ? terminal.painted(line, .yellow) : line)
        }
    }

    private func exitStatus(_ status: TerminationStatus) throws(DevError) -> Int32 {
        switch status {
        case .exited(let code): return Int32(code)
        case .signaled(let signal): throw .runtimeKilled(signal: Int32(signal))
        }
    }
}
