import Glibc
import Testing

/// The lame-duck time: told to stop, the server says that it is not ready, and serves on.
struct ShutdownDelayTests {
    private func readiness(_ server: ServerProcess) throws -> Int {
        try server.control("GET", "/readyz").status
    }

    @Test func itServesOnUnreadyAndThenDrains() throws {
        try withServer(["app": .hello(1)], "--shutdown-delay", "1.5") { server in
            let kept = try server.connect()
            #expect(try kept.answer(host: "app").status == 200)
            #expect(try readiness(server) == 200)

            server.process.signal(SIGTERM)
            let delayed = try server.events.next("shutdown_delayed")
            #expect(delayed.signal == "SIGTERM")
            #expect(delayed.delayMs == 1_500)
            #expect(try readiness(server) == 503)
            let response = try kept.answer(host: "app")
            #expect(response.status == 200)
            #expect(response["Connection"] == nil)
            #expect(try server.get("app").status == 200)

            try server.events.next("shutdown_graceful")
            try kept.receiveEnd()
            #expect(try server.waitForEnd() == 0)
        }
    }

    @Test(arguments: [SIGTERM, SIGINT])
    func aSecondSignalBeginsTheDrain(signal: Int32) throws {
        try withServer(["app": .held], "--shutdown-delay", "3600") { server in
            let (client, gate) = try server.holdRequest()
            server.process.signal(SIGTERM)
            try server.events.next("shutdown_delayed")
            server.process.signal(signal)
            try server.events.next("shutdown_graceful")
            gate.open()
            #expect(try client.receive().status == 200)
            #expect(try server.waitForEnd() == 0)
        }
    }

    @Test func aThirdSignalEndsItAtOnce() throws {
        try withServer(["app": .held], "--shutdown-delay", "3600") { server in
            let (client, _) = try server.holdRequest()
            server.process.signal(SIGTERM)
            try server.events.next("shutdown_delayed")
            server.process.signal(SIGTERM)
            try server.events.next("shutdown_graceful")
            server.process.signal(SIGINT)
            #expect(try server.waitForEnd() == 128 + SIGINT)
            _ = client
        }
    }

    @Test func theConfigurationSaysHowLongAndMayChange() throws {
        let directory = try TestDirectory()
        let arguments = try directory.deploy(["app": .hello(1)], limits: "{}")
        try directory.write(#"{"shutdown_delay_s": 3600}"#, to: "nano.json")
        try withServer(in: directory, arguments) { server in
            try directory.write(#"{"shutdown_delay_s": 0}"#, to: "nano.json")
            server.process.signal(SIGHUP)
            try server.events.next("config_reload_complete")
            #expect(try server.terminate() == 0)
            #expect(server.events.count("shutdown_delayed") == 0)
        }
    }
}
