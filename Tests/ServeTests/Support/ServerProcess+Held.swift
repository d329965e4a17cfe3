extension ServerProcess {
    /// Sends a request to an app `app` of `FixturePlugin.held`, and waits until it is in its
    /// handler.
    /// - Returns: its connection, and the gate that lets it go on.
    func holdRequest() throws -> (HTTPConnection, Gate) {
        let gate = try directory.gate()
        let client = try connect()
        try client.request("GET", "/?\(gate.path)", host: "app")
        try events.next("app_log", app: "app")
        return (client, gate)
    }
}
