/// What the connections of a load have met.
struct LoadReport: Sendable {
    /// Answered requests in the order of their ends; at most `samplesMax`, the first ones.
    var samples: [LoadSample] = []
    var answered = 0
    /// Requests whose connection ended before the response was whole.
    var lost = 0
    /// Connections that the server closed behind a whole response.
    var closed = 0
    /// Answers by status, those that are not 2xx.
    var otherStatuses: [Int: Int] = [:]

    static let samplesMax = 4_000_000

    /// Whether no client has noticed anything.
    var isClean: Bool { lost == 0 && closed == 0 && otherStatuses.isEmpty }
}
