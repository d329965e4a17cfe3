@testable import Runtime

/// What a command was answered, as tests ask for it.
extension Result<ControlOutcome, ControlError>? {
    var isDone: Bool { self == .success(.done) }

    var conflict: String? {
        if case .failure(.conflict(let reason))? = self { reason } else { nil }
    }

    var rejection: String? {
        if case .failure(.rejected(let reason))? = self { reason } else { nil }
    }
}

extension Result {
    var isSuccess: Bool { (try? get()) != nil }
}
