import ELFPreflight

/// Who an app event is about.
struct EventSubject: Sendable {
    let app: String
    let generation: GenerationID?
    let hostnames: [String]

    func event(
        _ name: String, level: Event.Level = .info,
        _ fields: [(key: String, value: Event.Value)] = []
    ) -> Event {
        var all: [(key: String, value: Event.Value)] = [("app", .text(app))]
        if let generation { all.append(("generation", .number(Int(generation.number)))) }
        all.append(("hostnames", .texts(hostnames)))
        return Event(name, level: level, all + fields)
    }
}

extension Event {
    static func appLoaded(_ subject: EventSubject, _ facts: PluginFacts, isInline: Bool) -> Event {
        subject.event(
            "app_loaded",
            [("plugin", .text(facts.manifest.name))] + described(facts, isInline: isInline))
    }

    static func appSwapped(
        _ subject: EventSubject, from previous: GenerationID, _ facts: PluginFacts, isInline: Bool
    ) -> Event {
        subject.event(
            "app_swapped",
            [("from_generation", .number(Int(previous.number)))]
                + described(facts, isInline: isInline))
    }

    /// What a new generation is: where its handlers run, and what its file says, as
    /// `nano-tools inspect` has it.
    private static func described(
        _ facts: PluginFacts, isInline: Bool
    ) -> [(key: String, value: Value)] {
        [
            ("version", .text(facts.manifest.version)),
            ("execution", .text(isInline ? "inline" : "lane")),
            ("unload_class", .text(facts.unloadClass.rawValue)),
            ("hazards", .texts(facts.hazards.map(\.name))),
        ]
    }

    /// - Parameter isServing: whether the app goes on serving as it was.
    static func appRejected(
        _ subject: EventSubject, path: String, reason: String, isServing: Bool
    ) -> Event {
        subject.event(
            "app_rejected", level: .error,
            [
                ("path", .text(path)), ("reason", .text(reason)), ("serving", .flag(isServing)),
            ])
    }

    /// The signed version that serves could not be recorded: until it is, a new start would accept
    /// an older one.
    static func appVersionUnrecorded(_ subject: EventSubject, reason: String) -> Event {
        subject.event("app_version_unrecorded", level: .error, [("reason", .text(reason))])
    }

    static func appDrainStart(_ subject: EventSubject, active: Int, timeoutMilliseconds: Int)
        -> Event
    {
        subject.event(
            "app_drain_start",
            [("active", .number(active)), ("timeout_ms", .number(timeoutMilliseconds))])
    }

    static func appDrained(_ subject: EventSubject, elapsedMilliseconds: Int, refused: Int)
        -> Event
    {
        subject.event(
            "app_drained",
            [("elapsed_ms", .number(elapsedMilliseconds)), ("refused", .number(refused))])
    }

    static func appDrainTimeout(_ subject: EventSubject, active: Int, elapsedMilliseconds: Int)
        -> Event
    {
        subject.event(
            "app_drain_timeout", level: .warning,
            [("active", .number(active)), ("elapsed_ms", .number(elapsedMilliseconds))])
    }

    static func appParked(_ subject: EventSubject, reason: String) -> Event {
        subject.event("app_parked", level: .warning, [("reason", .text(reason))])
    }

    /// - Parameter elapsedMicroseconds: since the last lease ended.
    static func appUnloaded(_ subject: EventSubject, elapsedMicroseconds: Int) -> Event {
        subject.event(
            "app_unloaded",
            [("unmapped", .flag(true)), ("elapsed_us", .number(elapsedMicroseconds))])
    }

    static func appPinned(_ subject: EventSubject, reason: String) -> Event {
        subject.event(
            "app_pinned", level: .warning,
            [("unmapped", .flag(false)), ("reason", .text(reason))])
    }

    static func appRemoved(_ subject: EventSubject) -> Event {
        subject.event("app_removed")
    }

    /// A line that the plugin wrote through `nano.log/1`.
    static func appLog(_ subject: EventSubject, level: Level, message: String) -> Event {
        subject.event("app_log", level: level, [("message", .text(message))])
    }

    /// A request that the plugin did not answer as the ABI asks: the client got 500.
    static func appResponseInvalid(_ subject: EventSubject, reason: String) -> Event {
        subject.event("app_response_invalid", level: .error, [("reason", .text(reason))])
    }
}
