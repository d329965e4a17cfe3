import FoundationEssentials

/// One line of a runtime's log, as JSON: the fields that the tools look at.
struct RuntimeEvent: Decodable, Sendable {
    let event: String
    let app: String?
    let generation: Int?
    let fromGeneration: Int?
    let port: Int?
    let reason: String?
    /// When this process read it, on the monotonic clock.
    private(set) var readNanoseconds: UInt64 = 0

    private enum CodingKeys: String, CodingKey {
        case event, app, generation, port, reason
        case fromGeneration = "from_generation"
    }

    /// `nil` for a line that is no event.
    init?(line: some Sequence<UInt8>) {
        guard
            let event = try? JSONDecoder().decode(RuntimeEvent.self, from: Data(Array(line)))
        else { return nil }
        self = event
        readNanoseconds = Deadline.nowNanoseconds
    }
}
