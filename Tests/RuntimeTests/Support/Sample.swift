import Configuration
import Glibc
import Sockets
import Synchronization
import Testing

@testable import Runtime

/// Values that many tests need and none is about.
enum Sample {
    static func spec(
        _ name: String = "app", maxBodyBytes: Int? = nil, limits: AppLimits = AppLimits()
    ) throws -> AppSpec {
        let name = try AppName(name)
        var defaults = ServerConfiguration()
        defaults.drainTimeoutSeconds = 30
        var entry = AppEntry(name: name)
        entry.limits = limits
        if let maxBodyBytes { entry.limits.maxBodyBytes = maxBodyBytes }
        return AppSpec(
            name: name, path: "/plugins/\(name).so", settings: defaults.settings(for: entry))
    }

    static func generation(
        _ plugin: ScriptedPlugin, _ number: UInt64 = 1, isInline: Bool = true,
        streamsBody: Bool = false, maxBodyBytes: Int? = nil, limits: AppLimits = AppLimits(),
        lanes: Lanes? = nil, traffic: AppTraffic = AppTraffic()
    ) throws -> Generation {
        try generation(
            plugin.instance(GenerationID(number)), isInline: isInline, streamsBody: streamsBody,
            maxBodyBytes: maxBodyBytes, limits: limits, lanes: lanes, traffic: traffic)
    }

    static func generation(
        _ plugin: PluginInstance, isInline: Bool, streamsBody: Bool = false,
        maxBodyBytes: Int? = nil, limits: AppLimits, lanes: Lanes?,
        traffic: AppTraffic = AppTraffic()
    ) throws -> Generation {
        let id = plugin.guarded.owner
        return Generation(
            id: id, spec: try spec(maxBodyBytes: maxBodyBytes, limits: limits), plugin: plugin,
            isInline: isInline, streamsBody: streamsBody, lanes: lanes ?? Lanes(owner: id) {},
            calls: OpenCalls(), traffic: traffic)
    }

    /// The client at a numeric address.
    static func client(_ address: String) throws -> ClientNetwork {
        var (high, low) = (UInt64(0), UInt64(0))
        var bytes = [UInt8](repeating: 0, count: 16)
        let text = address.contains(":") ? address : "::ffff:\(address)"
        try #require(inet_pton(AF_INET6, text, &bytes) == 1)
        for index in 0..<8 {
            high = high << 8 | UInt64(bytes[index])
            low = low << 8 | UInt64(bytes[index + 8])
        }
        return ClientNetwork(SocketAddress.IP(high: high, low: low))
    }

    /// A way into a plugin whose functions are the test's own.
    static func guarded(_ generation: UInt64) -> GuardedImage {
        GuardedImage(GenerationID(generation), app: "scripted", base: nil) { _ in }
    }

    /// The host's services for one generation of an app.
    static func hostContext(_ app: AppServices = AppServices(storeBytesMax: 1 << 20))
        -> HostContext
    {
        HostContext(app: app, guarded(9), calls: OpenCalls(), timers: TimerQueue())
    }

    /// A log that nobody reads.
    static func log() throws -> EventLog {
        try EventLog(format: .json, descriptor: open("/dev/null", O_WRONLY | O_CLOEXEC))
    }
}
