import ELFPreflight
import FoundationEssentials

// The keys are an interface: README.md lists them, and a test holds them. Each is always there;
// what a refused file does not tell is null.

extension InspectionReport {
    /// One JSON object over several lines, its keys in alphabetical order.
    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
}

extension InspectionReport: Encodable {
    private enum Key: String, CodingKey {
        case abi, exports, file, hazards, manifest, needed, refusal
        case buildID = "build_id"
        case constructorCount = "constructor_count"
        case executionClass = "execution_class"
        case hostABI = "host_abi"
        case sizeBytes = "size_bytes"
        case tlsBytes = "tls_bytes"
        case unloadClass = "unload_class"
    }

    func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: Key.self)
        try object.encode(file, forKey: .file)
        try object.encode(sizeBytes, forKey: .sizeBytes)
        try object.encode(unloadClass.rawValue, forKey: .unloadClass)
        try object.encode(refusal, forKey: .refusal)
        try object.encode(hazards.map(HazardJSON.init), forKey: .hazards)
        try object.encode(HostJSON(host), forKey: .hostABI)
        try object.encode(facts?.executionClass.rawValue, forKey: .executionClass)
        try object.encode(facts.map { ManifestJSON($0.manifest) }, forKey: .manifest)
        try object.encode(facts.map { RangeJSON($0.manifest) }, forKey: .abi)
        try object.encode(facts?.buildID, forKey: .buildID)
        try object.encode(facts?.needed, forKey: .needed)
        try object.encode(facts.map { ExportsJSON($0.exports) }, forKey: .exports)
        try object.encode(facts?.constructorCount, forKey: .constructorCount)
        try object.encode(facts?.tlsBytes, forKey: .tlsBytes)
    }
}

private struct HazardJSON: Encodable {
    let name, effect, reason, cure: String

    init(_ hazard: Hazard) {
        name = hazard.name
        effect = hazard.effect.rawValue
        reason = hazard.reason
        cure = hazard.cure
    }
}

private struct HostJSON: Encodable {
    let major, minor: UInt16
    let machine: String

    init(_ host: HostABI) {
        major = host.major
        minor = host.minor
        machine = "\(host.machine)"
    }
}

private struct ManifestJSON: Encodable {
    let name, version: String
    /// What the author asks for; the execution class is what the plugin gets.
    let execution: String
    /// How bodies come: whole or streamed.
    let body: String

    init(_ manifest: PluginManifest) {
        name = manifest.name
        body = manifest.streamsBody ? "streamed" : "whole"
        version = manifest.version
        execution = (manifest.isInline ? ExecutionClass.inline : .lane).rawValue
    }
}

private struct RangeJSON: Encodable {
    private enum CodingKeys: String, CodingKey {
        case major
        case minorMin = "minor_min"
        case minorMax = "minor_max"
    }

    let major, minorMin, minorMax: UInt16

    init(_ manifest: PluginManifest) {
        major = manifest.abiMajor
        minorMin = manifest.abiMinors.lowerBound
        minorMax = manifest.abiMinors.upperBound
    }
}

private struct ExportsJSON: Encodable {
    let count: Int
    let names: [String]

    init(_ exports: ExportedSymbols) {
        count = exports.count
        names = exports.names
    }
}
