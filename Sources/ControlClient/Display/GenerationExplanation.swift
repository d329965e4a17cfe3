import ControlAPI

/// Why a generation is still there: the requests that hold it, and the threads inside its code.
enum GenerationExplanation {
    static func lines(_ generation: GenerationReport, colored: Bool) -> [String] {
        guard let heading = heading(generation) else { return [] }
        return [heading.rendered(colored: colored)]
            + requests(generation.requests ?? []).map { indent + $0 }
            + threads(generation.threads ?? []).map { indent + $0 }
    }

    private static let indent = "  "

    private static func heading(_ generation: GenerationReport) -> StyledText? {
        let reason = generation.reason.map { ": \($0)" } ?? ""
        switch generation.state {
        case .draining:
            let progress = generation.drain.map {
                DrainProgress(active: generation.activeConnections, drain: $0).text
            }
            return StyledText(
                "generation \(generation.id) drains: \(progress ?? "about to begin")", .yellow)
        case .parked, .pinned:
            return StyledText(
                "generation \(generation.id) is \(generation.state.rawValue)\(reason)", .red)
        case .loading, .serving, .unloading:
            return nil
        }
    }

    private static func requests(_ requests: [HeldRequestReport]) -> [String] {
        guard !requests.isEmpty else { return [] }
        var table = TextTable([
            .left("METHOD"), .left("PATH"), .left("CLIENT"), .right("AGE"), .left("PHASE"),
            .left("LOOP"),
        ])
        for request in requests {
            table.add([
                "\(request.method)", "\(request.path)", "\(request.client)",
                "\(Quantity.age(milliseconds: request.ageMilliseconds))",
                "\(request.phase.rawValue)", "\(request.loop)",
            ])
        }
        return table.lines(colored: false)
    }

    private static func threads(_ threads: [HeldThreadReport]) -> [String] {
        threads.flatMap { thread in
            [Printable.text("thread \(thread.id) (\(thread.name))")]
                + thread.backtrace.map { indent + Printable.text($0) }
        }
    }
}
