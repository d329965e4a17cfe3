@testable import Runtime

extension AppState {
    /// An app that serves the last of these generations; those before it drain.
    static func serving(_ ids: GenerationID..., with extensions: ExtensionSet = []) -> AppState {
        var state = AppState()
        for id in ids { state.deploy(id, with: extensions) }
        return state
    }

    /// Lets everything succeed that a generation needs to be published.
    /// - Returns: the actions of the last event.
    @discardableResult
    mutating func deploy(
        _ id: GenerationID, _ origin: GenerationState.Origin = .newFile,
        with extensions: ExtensionSet = []
    ) -> [Action] {
        let former = serving
        _ = handle(.staged(id, origin))
        var actions = handle(.loaded(id))
        if let former, actions == [.quiesce(former)] {
            actions = handle(.quiesced(former, isSuccess: true))
        }
        actions = handle(.created(id, extensions))
        if let former, actions == [.save(former, .publish)] {
            _ = handle(.saved(former, isSuccess: true))
            actions = handle(.restored(id, isSuccess: true))
        }
        return actions
    }

    /// A fault of the serving generation or another one, at this second.
    mutating func fault(
        _ id: GenerationID, atSeconds seconds: Int = 0, countMax: Int = 3,
        isThreadInside: Bool = false
    ) -> [Action] {
        let incident = Incident(
            isThreadInside: isThreadInside, atMilliseconds: seconds * 1_000, countMax: countMax)
        return handle(.faulted(id, incident))
    }
}

extension GenerationID: ExpressibleByIntegerLiteral {
    public init(integerLiteral value: UInt64) {
        self.init(value)
    }
}
