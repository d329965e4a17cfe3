// What containment and the app line's answer to it tell operators.

extension Event {
    /// The generation has faulted or hung, and is not called again.
    static func appFaulted(_ subject: EventSubject, _ fault: Fault) -> Event {
        switch fault.kind {
        case .signal(let name, let address):
            subject.event(
                "app_fault", level: .error,
                [("signal", .text(name)), ("address", .text(hexadecimal(address)))]
                    + described(fault))
        case .exit(let function, let status):
            subject.event(
                "app_fault", level: .error,
                [("reason", .text("\(function)(\(status))"))] + described(fault))
        case .hang(let milliseconds, let isThreadInside):
            subject.event(
                "app_hung", level: .error,
                [("elapsed_ms", .number(milliseconds)), ("abandoned", .flag(!isThreadInside))]
                    + described(fault))
        }
    }

    private static func described(_ fault: Fault) -> [(key: String, value: Value)] {
        var fields: [(key: String, value: Value)] = [("function", .text(fault.function))]
        if let request = fault.request { fields.append(("request", .text(request))) }
        if let place = fault.place {
            fields.append(("place", .text(place.description)))
            fields.append(("offset", .text(hexadecimal(place.offsetInFile))))
        }
        if !fault.backtrace.isEmpty {
            fields.append(("backtrace", .texts(fault.backtrace.map(\.description))))
        }
        return fields
    }

    private static func hexadecimal(_ number: UInt) -> String {
        "0x" + String(number, radix: 16)
    }

    /// What faulted has been loaded afresh, and serves.
    static func appReloaded(
        _ subject: EventSubject, from previous: GenerationID, isInline: Bool, attempt: Int,
        attemptCountMax: Int
    ) -> Event {
        subject.event(
            "app_reloaded", level: .warning,
            [
                ("from_generation", .number(Int(previous.number))),
                ("execution", .text(isInline ? "inline" : "lane")),
                ("attempt", .number(attempt)), ("max", .number(attemptCountMax)),
            ])
    }

    /// - Parameter faultCount: in the last minute.
    static func appQuarantined(_ subject: EventSubject, reason: String, faultCount: Int) -> Event {
        subject.event(
            "app_quarantined", level: .error,
            [("reason", .text(reason)), ("faults", .number(faultCount))])
    }

    /// - Parameters:
    ///   - elapsedMilliseconds: how long the last handler held up its event loop.
    ///   - count: handlers that did so since the last such event, with this one.
    static func appBlockedLoop(_ subject: EventSubject, elapsedMilliseconds: Int, count: Int)
        -> Event
    {
        subject.event(
            "app_blocked_loop", level: .warning,
            [("elapsed_ms", .number(elapsedMilliseconds)), ("count", .number(count))])
    }

    /// An inline app has held up event loops too often: its handlers run on lanes from now on.
    static func appMovedToLanes(_ subject: EventSubject) -> Event {
        subject.event("app_moved_to_lanes", level: .warning)
    }
}
