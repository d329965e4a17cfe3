import Configuration

/// A command of an operator on its way to an answer.
struct PendingCommand {
    /// What makes it true.
    enum Goal: Equatable {
        /// The next file of the app that is staged or refused.
        case attempt
        /// Its turn, when the candidate before it serves or is out.
        case turn
        /// The candidate serves, or is out.
        case serving(GenerationID)
        /// This turn's publication.
        case publication
        /// Every loop has taken up this table.
        case table(UInt64)
    }

    let command: ControlCommand
    /// Who asks.
    let origin: String
    let reply: ControlReply
    var goal = Goal.attempt
}
