import Glibc
import Testing

/// A server as a service of systemd: sockets that were opened before it, and what it says of
/// itself.
struct SupervisionTests {
    @Test func aSocketThatWasOpenedBeforeServesApps() throws {
        let directory = try TestDirectory()
        let socket = try OpenSocket()
        var supervision = Supervision()
        supervision.hand([("nano.socket", socket)])
        let arguments = try directory.deploy(["app": .hello(1)])
        // Who connects before the server is there waits for it.
        let early = try HTTPConnection(port: socket.port)
        try early.request(host: "app")
        try withServer(in: directory, arguments, supervision: supervision) { server in
            #expect(server.port == socket.port)
            let response = try early.receive()
            #expect(response.text == "v1")
            #expect(try server.get("app").text == "v1")
        }
        // Nobody is refused between two servers either.
        let between = try HTTPConnection(port: socket.port)
        try between.request(host: "app")
        try withServer(in: directory, arguments, supervision: supervision) { _ in
            let response = try between.receive()
            #expect(response.text == "v1")
        }
    }

    @Test func operatorsAreListenedToOnSocketsByName() throws {
        let directory = try TestDirectory()
        let path = directory.file("control")
        let status = try OpenSocket()
        var supervision = Supervision()
        supervision.hand([
            ("status", status), ("control", try OpenSocket(path: path)),
        ])
        let arguments = try directory.deploy(["app": .hello(1)])
        try withServer(in: directory, arguments, supervision: supervision) { server in
            #expect(try server.get("app").text == "v1")
            let ready = try HTTPConnection(port: status.port)
            #expect(try ready.answer("GET", "/readyz", host: "status").status == 200)
            #expect(try ready.answer("POST", "/apps/app/drain", host: "status").status == 404)
            let control = try HTTPConnection(path: path)
            #expect(
                try control.answer("POST", "/apps/app/drain", host: "control").status == 202)
            #expect(access(directory.file("state/control.sock"), F_OK) != 0)
        }
        // It is the supervisor's, and stays.
        #expect(access(path, F_OK) == 0)
    }

    @Test func aSocketOfAnUnknownNameKeepsItFromStarting() throws {
        let directory = try TestDirectory()
        var supervision = Supervision()
        supervision.hand([("htpp", try OpenSocket())])
        let arguments = try directory.deploy(["app": .hello(1)])
        do {
            _ = try ServerProcess(directory, arguments, supervision: supervision)
            Issue.record("expected no start")
        } catch let failure as TestFailure {
            #expect(
                failure.description.contains(
                    "LISTEN_FDS: descriptor 3 (htpp): expected the name http, control or status"))
        }
    }

    @Test func theSupervisorHearsOfStartReloadAndEnd() throws {
        let directory = try TestDirectory()
        let notices = try SupervisorNotices(path: directory.file("notify"))
        var supervision = Supervision()
        supervision.listen(notices)
        let arguments =
            try directory.deploy(["app": .held, "other": .hello(1)])
            + ["--drain-timeout", "20"]
        try withServer(in: directory, arguments, supervision: supervision) { server in
            #expect(try notices.next() == ["READY=1", "STATUS=serving 2 apps"])

            server.process.signal(SIGHUP)
            let reloading = try notices.next()
            #expect(reloading.first == "RELOADING=1")
            let time = reloading[1].split(separator: "=")
            #expect(time.first == "MONOTONIC_USEC")
            #expect(Int(time.last ?? "") ?? 0 > 0)
            #expect(try notices.next() == ["READY=1", "STATUS=serving 2 apps"])
            try server.events.next("config_reload_complete")
            try server.plugins.install(.hello(1), as: "third")
            #expect(try notices.next() == ["STATUS=serving 3 apps"])
            try server.plugins.remove("third")
            #expect(try notices.next() == ["STATUS=serving 2 apps"])

            let (client, gate) = try server.holdRequest()
            server.process.signal(SIGTERM)
            #expect(
                try notices.next() == [
                    "STOPPING=1", "EXTEND_TIMEOUT_USEC=25000000",
                    "STATUS=draining, at most 20000 ms",
                ])
            gate.open()
            #expect(try client.receive().status == 200)
            #expect(try server.waitForEnd() == 0)
        }
    }

    @Test func aReloadThatIsRefusedIsSaid() throws {
        let directory = try TestDirectory()
        let notices = try SupervisorNotices(path: directory.file("notify"))
        var supervision = Supervision()
        supervision.listen(notices)
        let arguments = try directory.deploy(["app": .hello(1)], limits: "{}")
        try withServer(in: directory, arguments, supervision: supervision) { server in
            try notices.next(with: "READY=1")
            try directory.write("{", to: "nano.json")
            server.process.signal(SIGHUP)
            #expect(
                try notices.next(with: "READY=1").last
                    == "STATUS=serving 1 app; the last reload was refused")
        }
    }

    @Test func aLifecycleThatHangsEndsTheHeartbeat() throws {
        let directory = try TestDirectory()
        let notices = try SupervisorNotices(path: directory.file("notify"))
        var supervision = Supervision()
        supervision.listen(notices, watchdogMilliseconds: 100)
        let arguments = try directory.deploy(["app": .hello(1)])
        try withServer(in: directory, arguments, supervision: supervision) { server in
            try notices.next(with: "WATCHDOG=1")
            let gate = try server.directory.gate()
            try server.plugins.install(
                FixturePlugin("constructor-waits.c", defines: [#"GATE="\#(gate.path)""#]),
                as: "waits")
            try server.events.next("constructor_waits")
            try notices.next(with: "STATUS=no answer: lifecycle")
            #expect(try notices.next() == ["STATUS=no answer: lifecycle"])
            #expect(try server.get("app").text == "v1")
            gate.open()
            try notices.next(with: "WATCHDOG=1")
            #expect(try notices.next() == ["STATUS=serving 1 app"])
            try server.events.next("app_loaded", app: "waits")
        }
    }

    @Test func anEventLoopThatHangsEndsTheHeartbeat() throws {
        let directory = try TestDirectory()
        let notices = try SupervisorNotices(path: directory.file("notify"))
        var supervision = Supervision()
        supervision.listen(notices, watchdogMilliseconds: 100)
        let arguments =
            try directory.deploy(["app": FixturePlugin("hold-loop.c")]) + ["--threads", "1"]
        try withServer(in: directory, arguments, supervision: supervision) { server in
            try notices.next(with: "WATCHDOG=1")
            let gate = try server.directory.gate()
            let client = try server.connect()
            try client.request("GET", "/?\(gate.path)", host: "app")
            try notices.next(with: "STATUS=no answer: loop-0")
            gate.open()
            #expect(try client.receive().status == 200)
            try notices.next(with: "WATCHDOG=1")
        }
    }
}
