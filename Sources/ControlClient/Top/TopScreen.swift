import ControlAPI

/// What `nano-runtime top` shows: the process in a heading, and its apps in a table. A value: what
/// was read and pressed so far.
public struct TopScreen: Sendable {
    private var earlier: TopSample?
    private var latest: TopSample?
    /// Why there is no later sample.
    private var failure: String?
    public var order = TopOrder.requests

    public init() {}

    /// Takes what was read now.
    public mutating func take(_ sample: TopSample) {
        failure = nil
        if let latest, latest.status.pid == sample.status.pid { earlier = latest }
        latest = sample
    }

    /// Takes that nothing could be read now.
    public mutating func take(failure: String) {
        self.failure = failure
    }

    /// As many lines as there is room for, none wider than it.
    public func lines(width: Int, height: Int, colored: Bool) -> [String] {
        let heading = heading.map {
            StyledText($0, .bold).fitted(to: width).rendered(colored: colored)
        }
        // Colours do not survive a cut: a table that is too wide goes without.
        let plain = table.lines(colored: false)
        let isFitting = plain.allSatisfy { $0.count <= width }
        let rows =
            isFitting
            ? table.lines(colored: colored)
            : plain.map { StyledText($0).fitted(to: width).text }
        let lines = heading + [""] + rows
        return Array(lines.prefix(max(0, height - 1))) + [footer(width: width, colored: colored)]
    }

    /// The heading and the whole table.
    public var page: [String] { heading + [""] + table.lines(colored: false) }

    /// The same for programs.
    public var report: TopReport {
        TopReport(
            seconds: seconds, status: latest?.status,
            apps: order.sorted(rows).map(TopReport.App.init))
    }

    /// Between the two samples that rates are made of.
    private var seconds: Double {
        guard let latest, let earlier else { return 0 }
        return latest.seconds - earlier.seconds
    }

    private var heading: [String] {
        guard let latest else { return [] }
        let status = latest.status
        let requests = status.requests - (earlier?.status.requests ?? status.requests)
        let rate = seconds > 0 ? Double(max(0, requests)) / seconds : 0
        let lag = status.loops.map(\.lagMilliseconds).max() ?? 0
        return [
            StatusPage.heading(status).text,
            Printable.text(
                """
                \(status.address): \(Quantity.rate(rate)) requests/s, \
                \(Quantity.count(status.connections)) connections, \
                \(Quantity.size(bytes: status.residentBytes)), \
                lag \(Quantity.latency(seconds: lag / 1_000))
                """),
            "apps: \(counted(status.apps)); generations: \(counted(status.generations))",
        ]
    }

    private var table: TextTable {
        var table = TextTable([
            .left("APP"), .left("STATE"), .right("REQ/S"), .right("ERR/S"), .right("503/S"),
            .right("IN FLIGHT"), .right("P50"), .right("P99"), .right("GENERATION"),
        ])
        for row in order.sorted(rows) {
            table.add([
                "\(row.name)", row.state.styled, "\(Quantity.rate(row.requestsPerSecond))",
                StyledText(
                    Quantity.rate(row.errorsPerSecond), row.errorsPerSecond > 0 ? .red : nil),
                StyledText(
                    Quantity.rate(row.refusedPerSecond), row.refusedPerSecond > 0 ? .yellow : nil),
                "\(Quantity.count(row.inFlight))", "\(LatencyEstimate.text(row.p50))",
                "\(LatencyEstimate.text(row.p99))",
                "\(row.generation.map(String.init) ?? "–")",
            ])
        }
        return table
    }

    private var rows: [TopRow] {
        guard let latest else { return [] }
        let before = Dictionary(
            (earlier?.apps ?? []).map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        return latest.apps.map { TopRow($0, since: before[$0.name], seconds: seconds) }
    }

    private func footer(width: Int, colored: Bool) -> String {
        let keys = "q quits; sorted by \(order.words): r requests/s, l p99, n name"
        let text = StyledText(failure ?? keys, failure == nil ? .dim : .red)
        return text.fitted(to: width).rendered(colored: colored)
    }
}
