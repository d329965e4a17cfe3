// What operators learn of one generation making way for the next.

extension Event {
    /// The generation has taken over the state of the one before it.
    static func appHandedOver(
        _ subject: EventSubject, _ state: SavedState, from former: GenerationID,
        _ stage: HandoverStage
    ) -> Event {
        subject.event(
            "app_handed_over",
            [
                ("from_generation", .number(Int(former.number))), ("stage", .text("\(stage)")),
                ("version", .number(Int(state.version))), ("bytes", .number(state.bytes.count)),
            ])
    }

    /// What had changed since the new generation was published is lost.
    static func appHandoverFailed(_ subject: EventSubject, reason: String) -> Event {
        subject.event("app_handover_failed", level: .error, [("reason", .text(reason))])
    }

    /// Only one of two generations has nano.state/1.
    static func appHandoverSkipped(
        _ subject: EventSubject, from former: GenerationID, lacking: GenerationID
    ) -> Event {
        subject.event(
            "app_handover_skipped", level: .debug,
            [
                ("from_generation", .number(Int(former.number))),
                ("reason", .text("generation \(lacking) has no nano.state/1")),
            ])
    }

    /// What serves did not give up, or did not take back, what is exclusive.
    static func appQuiesceFailed(_ subject: EventSubject, reason: String) -> Event {
        subject.event("app_quiesce_failed", level: .warning, [("reason", .text(reason))])
    }
}
