/// Who may import whom among the package's own modules, and which files of the runtime may touch
/// the ABI's types.
struct Imports: Rule {
    /// The modules of this package that each of its modules may import.
    static let allowed: [String: Set<String>] = [
        "Configuration": [],
        "ControlAPI": [],
        "ControlClient": ["ControlAPI"],
        "ControlHTTP": [],
        "Dashboard": [],
        "ELFPreflight": [],
        "Exposition": [],
        "HTTP1": [],
        "OutgoingHTTP": [],
        "PluginHosting": ["ELFPreflight", "HTTP1", "LinuxShims", "PluginABI"],
        "PluginKit": ["PluginABI"],
        "PluginTesting": ["PluginABI", "PluginABITesting", "PluginKit"],
        "Runtime": [
            "Configuration", "ControlAPI", "ControlHTTP", "Dashboard", "ELFPreflight",
            "Exposition", "HTTP1", "LinuxShims", "OutgoingHTTP", "PluginABI", "PluginHosting",
            "Signatures", "Sockets",
        ],
        "Signatures": [],
        "Sockets": ["LinuxShims"],
        "nano-runtime": ["Configuration", "ControlAPI", "ControlClient", "Runtime"],
    ]

    /// The files of `Sources/Runtime` that may import PluginABI: those that load a plugin, call it
    /// or answer for it.
    static let touchingABI: Set<String> = [
        "App/OpenCalls.swift",
        "App/PluginExtensions.swift",
        "App/PluginInstance.swift",
        "Containment/PluginInstance+Call.swift",
        "Lifecycle/ExtensionCall.swift",
        "Lifecycle/OwnerCall.swift",
        "Lifecycle/StateWriter.swift",
        "Request/ByteQueue+Response.swift",
        "Request/CallEvents.swift",
        "Request/CallFrame+Trace.swift",
        "Request/CallFrame.swift",
        "Request/CallState+Answer.swift",
        "Request/CallState+Body.swift",
        "Request/CallState.swift",
        "Request/CancelReason.swift",
        "Request/DeferredCall.swift",
        "Request/PluginCall.swift",
        "Request/PluginResponse.swift",
        "Services/HostContext.swift",
        "Services/HostExtension+HTTP.swift",
        "Services/HostExtension+KeyValue.swift",
        "Services/HostExtension+Metrics.swift",
        "Services/HostExtension+Timer.swift",
        "Services/HostExtension+Trace.swift",
        "Services/OutgoingRequest+ABI.swift",
        "Services/ReceivedResponse.swift",
    ]

    private static let own = Set(allowed.keys).union([
        "LinuxShims", "PluginABI", "PluginABITesting",
    ])

    func offences(in files: [SourceFile]) -> [Offence] {
        files.flatMap { file in
            file.imports.compactMap { module, line in
                reason(module, file).map { Offence(path: file.path, line: line, reason: $0) }
            }
        }
    }

    private func reason(_ module: String, _ file: SourceFile) -> String? {
        let parts = file.path.split(separator: "/", maxSplits: 2).map(String.init)
        guard parts.count == 3, parts[0] == "Sources", Self.own.contains(module) else { return nil }
        let importer = parts[1]
        guard Self.allowed[importer, default: []].contains(module) else {
            return "\(importer) may not import \(module)"
        }
        if importer == "Runtime", module == "PluginABI", !Self.touchingABI.contains(parts[2]) {
            return "only \(Self.touchingABI.sorted().joined(separator: ", ")) touch the ABI"
        }
        return nil
    }
}
