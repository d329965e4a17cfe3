/// How one request of a check was answered: the first answer, and how many there were.
struct PluginAnswerSummary: Codable, Equatable {
    let status: Int
    let bodyBytes: Int
    var count = 0
}
