import Testing

/// Who takes nothing gets nothing: what is under way stays in sockets, and 256 KiB of it here.
struct TransferBackpressureTests {
    /// What the kernel keeps for a connection of its own, on both sides, and the runtime's part.
    static let inFlightBytesMax = 24 << 20

    @Test func anUploadStaysWithItsClientUntilThePluginReads() throws {
        let settings = #"{"max_body_bytes": 1073741824, "timeout_ms": 0}"#
        try withSlowTaker(settings) { server in
            let gate = try server.directory.gate()
            let client = try server.connect()
            let bytes = [UInt8](repeating: 0x61, count: 64 << 20)
            try client.send("PUT /?\(gate.path) HTTP/1.1\r\nHost: app\r\n")
            try client.send("Content-Length: \(bytes.count)\r\n\r\n")
            try server.events.next("app_log", app: "app")
            let unsentCount = client.sendUntilFull(bytes)
            #expect(bytes.count - unsentCount < Self.inFlightBytesMax)
            #expect(try server.get("other").status == 200)
            gate.open()
            try client.send(Array(bytes.suffix(unsentCount)))
            #expect(try client.receive().text == "\(bytes.count)")
        }
    }

    @Test func aStreamThatNobodyReadsIsNotWritten() throws {
        try withSlowTaker { server in
            let client = try server.connect()
            try client.request("GET", "/flood", host: "app")
            #expect(try client.receiveHead().status == 200)
            let asking = try server.connect()
            for _ in 1...200 {
                let written = try asking.answer("GET", "/written", host: "app").text
                #expect(try #require(Int(written)) < Self.inFlightBytesMax)
            }
        }
    }

    private func withSlowTaker(
        _ settings: String = "{}", body: (ServerProcess) throws -> Void
    ) throws {
        let directory = try TestDirectory()
        try directory.plugins.configure("app", settings)
        let plugins = ["app": FixturePlugin("slow-taker.c"), "other": .hello(1)]
        try withServer(in: directory, directory.deploy(plugins), body: body)
    }
}
