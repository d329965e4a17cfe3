public import ControlAPI

/// What `nano-runtime status` prints.
public enum StatusPage {
    public static func lines(_ status: StatusReport, colored: Bool) -> [String] {
        [heading(status).rendered(colored: colored)] + facts(status).lines(colored: colored)
            + [""] + loops(status.loops).lines(colored: colored)
    }

    static func heading(_ status: StatusReport) -> StyledText {
        let state = status.state.rawValue.replacing("_", with: " ")
        return StyledText(
            """
            nano-runtime \(status.version), \(state), pid \(status.pid), \
            up \(Quantity.age(seconds: status.uptimeSeconds))
            """, .bold)
    }

    private static func facts(_ status: StatusReport) -> FactLines {
        var facts = FactLines()
        facts.add("address", "\(status.address)")
        facts.add("apps", "\(counted(status.apps))")
        facts.add("generations", "\(counted(status.generations))")
        facts.add(
            "connections",
            """
            \(Quantity.count(status.connections)) open, \
            \(Quantity.count(status.connectionsRefused)) refused
            """)
        facts.add(
            "requests",
            "\(Quantity.count(status.requests)), \(counted(status.errors, "error"))")
        facts.add("memory", "\(Quantity.size(bytes: status.residentBytes)) resident")
        let dropped = status.logLinesDropped
        facts.add(
            "log lines", dropped == 0 ? nil : StyledText("\(Quantity.count(dropped)) dropped", .red)
        )
        return facts
    }

    private static func loops(_ loops: [LoopReport]) -> TextTable {
        var table = TextTable([
            .left("LOOP"), .right("REQUESTS"), .right("CONNECTIONS"), .right("LAG"),
        ])
        for loop in loops {
            table.add([
                "\(loop.name)", "\(Quantity.count(loop.requests))",
                "\(Quantity.count(loop.connections))",
                "\(Quantity.latency(seconds: loop.lagMilliseconds / 1_000))",
            ])
        }
        return table
    }
}
