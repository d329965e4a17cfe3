extension ServerProcess {
    /// Address and port of the status listener.
    var statusAddress: String {
        get throws {
            let start = events.seen.first { $0.event == "server_start" }
            guard let address = start?.status else {
                throw TestFailure("expected server_start to name the status listener")
            }
            return address
        }
    }
}
