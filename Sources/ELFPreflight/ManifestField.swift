/// A text field of the manifest.
public enum ManifestField: String, Sendable, Hashable, CustomStringConvertible {
    case name
    case version

    public var description: String { rawValue }
}
