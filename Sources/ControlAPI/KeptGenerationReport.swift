/// A generation that served before, whose copy is kept so that it can serve again.
public struct KeptGenerationReport: Codable, Equatable, Sendable {
    public var generation: UInt64
    public var version: String
    public var buildID: String?

    enum CodingKeys: String, CodingKey {
        case generation, version
        case buildID = "build_id"
    }

    public init(generation: UInt64, version: String, buildID: String?) {
        self.generation = generation
        self.version = version
        self.buildID = buildID
    }
}
