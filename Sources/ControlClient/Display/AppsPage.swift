public import ControlAPI

/// What `nano-runtime apps` prints.
public enum AppsPage {
    public static func lines(_ apps: [AppReport], colored: Bool) -> [String] {
        guard !apps.isEmpty else { return ["no apps"] }
        var table = TextTable([
            .left("APP"), .left("STATE"), .right("GENERATION"), .left("VERSION"),
            .right("IN FLIGHT"), .right("REQUESTS"), .right("ERRORS"), .left("FROM"),
            .left("HOSTS"),
        ])
        for app in apps { table.add(row(app)) }
        return table.lines(colored: colored)
    }

    private static func row(_ app: AppReport) -> [StyledText] {
        [
            "\(app.name)", app.state.styled,
            "\(app.servingGeneration.map(String.init) ?? "–")", "\(app.version ?? "–")",
            "\(Quantity.count(app.traffic.inFlight))", "\(Quantity.count(app.traffic.requests))",
            StyledText(
                Quantity.count(app.traffic.errors), app.traffic.errors == 0 ? nil : .red),
            "\(app.source.rawValue)", "\(app.hostnames.joined(separator: ", "))",
        ]
    }
}
