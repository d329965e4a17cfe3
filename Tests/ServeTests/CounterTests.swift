import Testing

/// `Plugins/counter-swift`: state goes from one generation to the next under load.
@Suite(.serialized) struct CounterTests {
    @Test func theCountIsExactAfterTenSwapsUnderLoad() throws {
        let directory = try TestDirectory()
        let plugin = try ExamplePlugin.counting.bytes()
        try directory.plugins.install(plugin, as: "counter")
        try withServer(in: directory, [directory.plugins.path]) { server in
            let load = try LoadGenerator(port: server.port, connections: 32, host: "counter")
            for round in 1...10 {
                try load.awaitResponses(64)
                // Another file each time: what lies behind the image is nobody's.
                let padding = [UInt8](repeating: 0, count: round)
                try server.plugins.install(plugin + padding, as: "counter")
                let swapped = try server.events.next("app_swapped", app: "counter")
                try server.events.next("app_unloaded", app: "counter") {
                    $0.unmapped == true && $0.generation == swapped.fromGeneration
                }
            }
            let report = try load.stop()
            #expect(report.connectionErrors.isEmpty)
            #expect(report.responses.keys.allSatisfy { $0.hasPrefix("200 ") })
            #expect(try server.get("counter", "/total").text == "\(report.total)\n")
        }
    }
}
