import Configuration
import Glibc
import Synchronization
import Testing

@testable import Runtime

/// Values that many tests need and none is about.
enum Sample {
    static func spec(_ name: String = "app", maxBodyBytes: Int? = nil) throws -> AppSpec {
        let name = try AppName(name)
        var defaults = ServerConfiguration()
        defaults.drainTimeoutSeconds = 30
        var entry = AppEntry(name: name)
        entry.maxBodyBytes = maxBodyBytes
        return AppSpec(
            name: name, path: "/plugins/\(name).so", settings: defaults.settings(for: entry))
    }

    static func generation(
        _ plugin: ScriptedPlugin, _ number: UInt64 = 1, isInline: Bool = true,
        maxBodyBytes: Int? = nil, lanes: Lanes? = nil
    ) throws -> Generation {
        let id = GenerationID(number)
        return Generation(
            id: id, spec: try spec(maxBodyBytes: maxBodyBytes), plugin: plugin.instance,
            isInline: isInline, lanes: lanes ?? Lanes(owner: id) {})
    }

    /// The client at a numeric address.
    static func client(_ address: String) throws -> ClientNetwork {
        var v4 = in_addr()
        if inet_pton(AF_INET, address, &v4) == 1 { return ClientNetwork(v4) }
        var v6 = in6_addr()
        try #require(inet_pton(AF_INET6, address, &v6) == 1)
        return ClientNetwork(v6)
    }

    /// A log that nobody reads.
    static func log() throws -> EventLog {
        try EventLog(format: .json, descriptor: open("/dev/null", O_WRONLY | O_CLOEXEC))
    }
}
