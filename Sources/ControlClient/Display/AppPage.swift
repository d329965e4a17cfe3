public import ControlAPI

/// What `nano-runtime app NAME` prints: the app, its generations, and what holds those that drain
/// or are parked.
public enum AppPage {
    public static func lines(_ app: AppReport, colored: Bool) -> [String] {
        var lines = ["\(StyledText(app.name, .bold).rendered(colored: colored)) "]
        lines[0] += app.state.styled.rendered(colored: colored)
        lines += facts(app).lines(colored: colored)
        let generations = generations(app.generations)
        if !generations.isEmpty { lines += [""] + generations.lines(colored: colored) }
        for generation in app.generations {
            let explanation = GenerationExplanation.lines(generation, colored: colored)
            if !explanation.isEmpty { lines += [""] + explanation }
        }
        return lines
    }

    private static func facts(_ app: AppReport) -> FactLines {
        var facts = FactLines()
        facts.add("file", "\(app.path)")
        facts.add("from", "\(app.source.rawValue)")
        facts.add("hosts", "\(app.hostnames.joined(separator: ", "))")
        facts.add("traffic", traffic(app.traffic))
        facts.add("latency", latency(app.traffic.latency))
        facts.add(
            "refused",
            app.traffic.refused.isEmpty ? nil : StyledText(counted(app.traffic.refused), .yellow))
        facts.add("history", history(app.counts))
        facts.add("quarantine", app.quarantineReason.map { StyledText($0, .red) })
        facts.add("failure", app.lastFailure.map { StyledText("\($0.at): \($0.reason)", .red) })
        facts.add("rollback", app.previous.map { "to generation \($0.generation), \($0.version)" })
        facts.add("settings", "\(settings(app.settings))")
        let names = app.settings.environmentNames
        facts.add("env", names.isEmpty ? nil : "\(names.joined(separator: ", "))")
        return facts
    }

    private static func traffic(_ traffic: TrafficReport) -> StyledText {
        """
        \(counted(traffic.requests, "request")), \(counted(traffic.errors, "error")), \
        \(Quantity.count(traffic.inFlight)) in flight, \
        \(Quantity.size(bytes: traffic.bytesIn)) in, \(Quantity.size(bytes: traffic.bytesOut)) out
        """
    }

    private static func latency(_ latency: LatencyReport) -> StyledText? {
        guard latency.count > 0 else { return nil }
        let parts = [("p50", 0.5), ("p90", 0.9), ("p99", 0.99)].map { name, share in
            "\(name) \(LatencyEstimate.text(latency.quantile(share)))"
        }
        return "\(parts.joined(separator: ", "))"
    }

    private static func history(_ counts: AppCountsReport) -> StyledText {
        """
        \(counted(counts.loads, "load")), \(counted(counts.swaps, "swap")), \
        \(counted(counts.loadFailures, "load failure")), \(counted(counts.faults, "fault")), \
        \(counted(counts.hangs, "hang"))
        """
    }

    private static func settings(_ settings: AppSettingsReport) -> String {
        let bounds = [
            ("max_concurrency", settings.concurrencyMax),
            ("max_requests_per_s", settings.requestsPerSecondMax),
        ].filter { $0.1 > 0 }.map { ", \($0.0) \($0.1)" }.joined()
        return """
            drain_timeout_s \(settings.drainTimeoutSeconds), \
            timeout_ms \(settings.timeoutMilliseconds), \
            max_body_bytes \(settings.maxBodyBytes), threads \(settings.laneCountMax), \
            queue_max \(settings.queueCountMax), max_faults \(settings.faultCountMax), \
            kv_max_bytes \(settings.storeBytesMax)\(bounds)
            """
    }

    private static func generations(_ generations: [GenerationReport]) -> TextTable {
        var table = TextTable([
            .right("GENERATION"), .left("STATE"), .left("VERSION"), .left("SINCE"),
            .right("IN FLIGHT"), .left("EXECUTION"), .right("LANES"), .right("QUEUED"),
            .left("BUILD"),
        ])
        for generation in generations {
            table.add([
                "\(generation.id)", generation.state.styled, "\(generation.version)",
                "\(generation.since)", "\(Quantity.count(generation.activeConnections))",
                "\(generation.execution)", "\(generation.lanes.threads)",
                "\(generation.lanes.queued)", "\(generation.buildID?.prefix(12) ?? "–")",
            ])
        }
        return table
    }
}
