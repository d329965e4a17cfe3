/// Why a call came to no answer.
enum CallFailure: Sendable {
    /// The plugin did not answer as the ABI asks; the reason is for the operator.
    case invalid(String)
    /// The plugin's own code broke off. That has been reported.
    case faulted
    /// It was interrupted when its time was over. That has been reported.
    case hung
    /// It was not called: its generation has faulted before, or a thread is stuck in it.
    case refused

    /// What the client gets.
    var response: HostResponse {
        switch self {
        case .invalid: .pluginFailed
        case .faulted: .pluginFaulted
        case .hung: .timeout
        case .refused: .reloading
        }
    }
}
