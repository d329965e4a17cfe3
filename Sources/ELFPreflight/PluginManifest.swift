/// What a plugin declares of itself with `NANO_PLUGIN_MANIFEST` (`nano/manifest.h`, whose layout
/// is restated here).
public struct PluginManifest: Sendable, Hashable {
    /// The size of version 1.0, in bytes. Later minor versions append.
    public static let byteCount = 112

    /// The plugin's own name, at most 63 bytes. The app's name comes from elsewhere.
    public let name: String
    /// The plugin's own version, at most 31 bytes.
    public let version: String
    /// Whether the author promises that `handle` never blocks (`NANO_PLUGIN_INLINE`).
    public let isInline: Bool
    /// Whether bodies are read as they arrive (`NANO_PLUGIN_BODY_STREAM`).
    public let streamsBody: Bool
    /// The major version of the ABI that it speaks: the host's.
    public let abiMajor: UInt16
    /// From the lowest minor version of the host that it can live with, to the one it was
    /// compiled with.
    public let abiMinors: ClosedRange<UInt16>

    /// - Parameter note: The note's content.
    init(_ note: RawSpan, host: HostABI) throws(PreflightError) {
        // The major version first: another one's manifest may look different from there on.
        guard note.byteCount >= 6 else {
            throw .badManifest(.wrongSize(declared: 0, noteBytes: note.byteCount))
        }
        abiMajor = note.integer(at: 4)
        guard abiMajor == host.major else { throw .wrongABIMajor(abiMajor, host: host.major) }

        let declared: UInt32 = note.integer(at: 0)
        guard declared >= Self.byteCount, declared <= note.byteCount else {
            throw .badManifest(.wrongSize(declared: declared, noteBytes: note.byteCount))
        }
        abiMinors = try Self.minors(note, host: host)
        let reserved: UInt16 = note.integer(at: 10)
        guard reserved == 0 else { throw .badManifest(.reservedFieldSet(reserved)) }
        let flags: UInt32 = note.integer(at: 12)
        guard flags & ~3 == 0 else { throw .badManifest(.unknownFlags(flags & ~3)) }
        isInline = flags & 1 != 0
        streamsBody = flags & 2 != 0
        name = try Self.text(.name, note.extracting(16..<80))
        version = try Self.text(.version, note.extracting(80..<112))
    }

    private static func minors(
        _ note: RawSpan, host: HostABI
    ) throws(PreflightError) -> ClosedRange<UInt16> {
        let min: UInt16 = note.integer(at: 6)
        let max: UInt16 = note.integer(at: 8)
        guard min <= host.minor else { throw .abiMinorTooNew(needed: min, host: host) }
        guard min <= max else { throw .badManifest(.reversedMinorRange(min: min, max: max)) }
        return min...max
    }

    /// Without control characters, because the text goes to logs and terminals.
    private static func text(
        _ field: ManifestField, _ bytes: RawSpan
    ) throws(PreflightError) -> String {
        guard (0..<bytes.byteCount).contains(where: { bytes.byte(at: $0) == 0 }) else {
            throw .badManifest(.unterminated(field))
        }
        guard let text = bytes.terminatedText(),
            text.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control })
        else {
            throw .badManifest(.notText(field))
        }
        return text
    }
}
