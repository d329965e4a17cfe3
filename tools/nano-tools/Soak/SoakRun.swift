// One soak: a runtime of its own, a load, and swap after swap under it.
//
//     install → serve → load → steady → swap, swap, … → stop
//
// Everything is waited for by what tells that it has happened: the runtime's events, and the
// load's count of answers.

import FoundationEssentials
import Glibc
import SystemPackage

struct SoakRun {
    let content: [UInt8]
    let app: String
    let runtime: FilePath
    let request: PluginRequest
    let connections: Int
    let swaps: Int
    /// Empty, and of this soak's own.
    let directory: FilePath

    /// How many answers make up the steady part, if they come in 5 s.
    private static let steadyAnswers = 20_000
    private static let steadySeconds = 5.0
    /// How long anything may take; it bounds a hang, and measures nothing.
    private static let patienceSeconds = 60.0

    private var apps: FilePath { directory.appending("apps") }
    private var state: FilePath { directory.appending("state") }

    func run() throws -> SoakReport {
        for folder in [apps, state] {
            try FileManager.default.createDirectory(
                atPath: folder.string, withIntermediateDirectories: false,
                attributes: [.posixPermissions: 0o700])
        }
        try install(0)
        let server = try RuntimeProcess(
            runtime, [apps.string, "--state-directory", state.string],
            errorFile: directory.appending("errors"))
        let load = LoadGenerator(port: try port(of: server), request: request, host: app)
        try load.start(connections: connections)
        defer { _ = load.stop() }
        try awaitSteady(load, server)
        let before = RuntimeFootprint(pid: server.process.pid, imagesBelow: state)
        let records = try (1...swaps).map { try swap($0, server, load) }
        try awaitAnswers(connections, load, server)
        return SoakReport(
            load: load.stop(), swaps: records, residentBytesBefore: before.residentBytes)
    }

    private func awaitSteady(_ load: LoadGenerator, _ server: RuntimeProcess) throws {
        try awaitAnswers(connections, load, server)
        _ = load.awaitAnswers(Self.steadyAnswers, Deadline(seconds: Self.steadySeconds))
    }

    private func awaitAnswers(_ count: Int, _ load: LoadGenerator, _ server: RuntimeProcess) throws
    {
        guard !load.awaitAnswers(count, Deadline(seconds: Self.patienceSeconds)) else { return }
        // The log ends with the process, whose sockets were closed a moment before.
        if let end = server.end(Deadline(seconds: 1)) { throw SoakError.ended(end) }
        throw SoakError.tooSlow(answered: "to \(request)", expected: count)
    }

    private func port(of server: RuntimeProcess) throws -> Int {
        let deadline = Deadline(seconds: Self.patienceSeconds)
        while let event = server.next(["server_start", "app_rejected"], deadline) {
            if event.event == "app_rejected" {
                throw SoakError.rejected(event.reason ?? "no reason given")
            }
            if let port = event.port { return port }
        }
        throw SoakError.notStarted(server.errorText)
    }

    /// Swaps once, with answers to every connection before it.
    private func swap(_ number: Int, _ server: RuntimeProcess, _ load: LoadGenerator) throws
        -> SwapRecord
    {
        try awaitAnswers(connections, load, server)
        let start = Deadline.nowNanoseconds
        try install(number)
        let swapped = try event(["app_swapped", "app_rejected"], number, server)
        if swapped.event == "app_rejected" {
            throw SoakError.rejected(swapped.reason ?? "no reason given")
        }
        let ends = ["app_unloaded", "app_pinned", "app_parked"]
        var end = try event(Set(ends), number, server)
        while end.generation != swapped.fromGeneration {
            end = try event(Set(ends), number, server)
        }
        let footprint = RuntimeFootprint(pid: server.process.pid, imagesBelow: state)
        return SwapRecord(
            startNanoseconds: start, swappedNanoseconds: swapped.readNanoseconds,
            endNanoseconds: end.readNanoseconds,
            end: SwapRecord.End(rawValue: String(end.event.dropFirst(4))) ?? .parked,
            residentBytes: footprint.residentBytes, imageCount: footprint.imageCount)
    }

    private func event(_ names: Set<String>, _ swap: Int, _ server: RuntimeProcess) throws
        -> RuntimeEvent
    {
        let deadline = Deadline(seconds: Self.patienceSeconds)
        let faults: Set = ["app_fault", "app_hung"]
        guard let event = server.next(names.union(faults), deadline) else {
            if let end = server.end(Deadline(seconds: 1)) { throw SoakError.ended(end) }
            throw SoakError.noEvent(names.sorted().joined(separator: " or "), swap: swap)
        }
        if faults.contains(event.event) { throw SoakError.faulted(event.reason ?? event.event) }
        return event
    }

    /// Puts the plugin in place by a rename. Every other copy has one byte more, behind its end as
    /// ELF sees it: the runtime does not swap for the same content.
    private func install(_ number: Int) throws {
        let path = apps.appending("\(app).so")
        let temporary = directory.appending("next")
        try Data(content + [UInt8](repeating: 0, count: number % 2))
            .write(to: URL(filePath: temporary.string))
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o700], ofItemAtPath: temporary.string)
        guard rename(temporary.string, path.string) == 0 else {
            throw BuildError.fileSystem("write \(path)", "\(Errno(rawValue: errno))")
        }
    }
}
