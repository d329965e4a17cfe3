// One life of a plugin: load, create, handle, destroy, unload. On the threads that a runtime uses:
// loading and unloading on the main thread, create and destroy on threads of the generation,
// handlers on lanes or, for an inline plugin, on a thread that lives on and on others beside it.

import ArgumentParser
import ELFPreflight
import LinuxShims
import PluginABI
import PluginHosting

struct ProbeCycle {
    private static let laneCount = 4
    private static let callsPerThread = 3

    private let probe: ProbeRun
    private let number: UInt64
    private let path: String
    private let host: ProbeHost

    /// - Parameter path: the copy to load.
    init(_ probe: ProbeRun, number: UInt64, path: String) {
        self.probe = probe
        self.number = number
        self.path = path
        host = ProbeHost(
            PluginHost(
                version: NanoTools.configuration.version, app: probe.plan.app, generation: number,
                variables: probe.plan.variables.map { ($0.key, $0.value) },
                log: { [channel = probe.channel] in channel.send(.logged("\($0): \($1)")) }),
            streamsBodies: probe.facts.manifest.streamsBody,
            patienceSeconds: probe.plan.patienceSeconds)
    }

    /// - Returns: whether another cycle may follow.
    func run() throws -> Bool {
        guard let image = load() else { return false }
        let app = try create(image)
        guard let app else {
            _ = unload(image)
            return false
        }
        try handle(app)
        try destroy(app)
        return unload(image) && !host.hasOpenCall
    }

    private func load() -> PluginImage? {
        probe.begin(.load, number)
        defer { probe.finish(.load, number) }
        do {
            let image = try Loader.load(path, owner: number)
            if number == 1 { probe.imageRange = range(of: image) }
            return image
        } catch {
            // The dynamic linker names the copy, of which the author knows nothing.
            let reason = "\(error.reason)".replacing("\(path): ", with: "")
            probe.report(.notLoaded(reason), in: .load)
            return nil
        }
    }

    /// - Returns: `nil` where the plugin refuses.
    private func create(_ image: PluginImage) throws -> LoadedApp? {
        probe.begin(.create, number)
        defer { probe.finish(.create, number) }
        let result = Box<(code: Int32, app: LoadedApp)?>(nil)
        let thread = try OwnedThread("create-\(number)", owner: number) { [host] in
            var app: UnsafeMutableRawPointer?
            let code = image.functions.pointee.create!(host.pointer, &app)
            result.value = (code, LoadedApp(functions: image.functions, app: app))
        }
        thread.join()
        guard let (code, app) = result.value else { return nil }
        guard code == NANO_OK else {
            probe.report(.createFailed(code: code, log: nil), in: .create)
            return nil
        }
        host.serve()
        return app
    }

    private func handle(_ app: LoadedApp) throws {
        probe.begin(.handle, number)
        defer { probe.finish(.handle, number) }
        let calls = RequestCalls(
            probe, app: app, host: host, owner: number, count: Self.callsPerThread)
        if probe.facts.executionClass == .inline { calls.run() }
        let threads = try (1...Self.laneCount).map { lane in
            try OwnedThread("lane-\(number).\(lane)", owner: number) { calls.run() }
        }
        for thread in threads { thread.join() }
        host.drain()
    }

    private func destroy(_ app: LoadedApp) throws {
        probe.begin(.destroy, number)
        defer { probe.finish(.destroy, number) }
        let thread = try OwnedThread("destroy-\(number)", owner: number) {
            app.functions.pointee.destroy!(app.app)
        }
        thread.join()
    }

    private static func hasSignalHandler(in range: Range<UInt>) -> Bool {
        linux_signal_handler_in(range.lowerBound, range.upperBound) != 0
    }

    private func range(of image: PluginImage) -> Range<UInt>? {
        var start: UInt = 0
        var end: UInt = 0
        guard linux_image_range(image.base, &start, &end) == 0 else { return nil }
        return start..<end
    }

    private func unload(_ image: PluginImage) -> Bool {
        probe.begin(.unload, number)
        defer { probe.finish(.unload, number) }
        let hasHandler = range(of: image).map(Self.hasSignalHandler) ?? false
        switch Unloader.unload(image, owner: number, facts: probe.facts) {
        case .unloaded:
            return true
        case .threadsRemain(let count):
            probe.report(.threadsLeft(count), in: .destroy)
        case .pinned where hasHandler:
            // It is reported with the step that set it.
            break
        case .pinned(let reason):
            if reason == probe.facts.pinnedReason {
                probe.report(.pinned(reason), in: .unload)
            } else {
                probe.report(.imageStays(reason), in: .unload)
            }
        }
        // What may still run keeps its host.
        _ = Unmanaged.passRetained(host)
        return false
    }
}
