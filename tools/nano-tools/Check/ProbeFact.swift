/// What the child process of a check reports, each in one message as it happens, so that nothing
/// is lost when the plugin ends the process.
enum ProbeFact: Codable, Sendable {
    /// From now on the plugin is at work in this step.
    case began(CheckStep, cycle: Int)
    case answered(request: Int, status: Int, bodyBytes: Int)
    /// A line of nano.log/1.
    case logged(String)
    case found(Finding)
    /// At the end of a cycle.
    case measured(Footprint)
    /// The check itself cannot go on; nothing follows.
    case failed(String)
    /// Nothing follows.
    case ended
}
