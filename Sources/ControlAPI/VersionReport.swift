/// `GET /version`.
public struct VersionReport: Codable, Equatable, Sendable {
    public var version: String
    /// The plugin ABI, `MAJOR.MINOR`.
    public var abi: String

    public init(version: String, abi: String) {
        self.version = version
        self.abi = abi
    }
}
