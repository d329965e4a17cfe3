import ControlAPI
import Foundation
import Testing

/// Who may use which listener, and where they are.
struct ControlAccessTests {
    @Test func theSocketIsTheUsersAloneAndGoesWithTheProcess() throws {
        try withServer { server in
            var status = stat()
            #expect(lstat(server.controlPath, &status) == 0)
            #expect(status.st_mode == S_IFSOCK | 0o600)
            #expect(status.st_uid == geteuid())
            let code = try server.terminate()
            #expect(code == 0)
            #expect(lstat(server.controlPath, &status) != 0)
        }
    }

    @Test(.enabled(if: geteuid() == 0, "only root may become another user"))
    func anotherUserIsTurnedAway() throws {
        try withServer { server in
            // Its mode and the directories' keep others out already: made as if they did not.
            chmod(server.controlPath, 0o666)
            chmod(server.directory.path, 0o755)
            chmod(server.directory.file("state"), 0o755)
            let result = try CommandResult(
                "/usr/bin/setpriv",
                [
                    "--reuid", "65534", "--regid", "65534", "--clear-groups", "/usr/bin/python3",
                    "-c",
                    """
                    import socket, sys
                    s = socket.socket(socket.AF_UNIX)
                    s.connect(sys.argv[1])
                    try:
                        s.sendall(b"GET /status HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n")
                        print(len(s.recv(1)))
                    except ConnectionError: print(0)
                    """, server.controlPath,
                ], environment: [:], patience: Patience())
            #expect(result.output == "0\n", "\(result.errors)")
            let event = try server.events.next("control_refused")
            #expect(event.client?.hasPrefix("uid 65534 pid ") == true)
            #expect(try server.control("GET", "/status").status == 200)
        }
    }

    @Test func aSocketOfALivingProcessIsNotTaken() throws {
        try withServer { server in
            let result = try CommandResult([
                "serve", server.plugins.path, "--port", "0", "--control", server.controlPath,
                "--state-directory", server.directory.file("other"),
            ])
            #expect(result.code == 1)
            #expect(
                result.errors
                    == "Error: --control: cannot listen on \(server.controlPath): another process "
                    + "listens there\n")
            #expect(try server.control("GET", "/status").status == 200)
        }
    }

    @Test func asTheStandardOneItIsDoneWithout() throws {
        try withServer { server in
            let directory = try TestDirectory()
            let process = try ChildProcess(
                Checkout.runtime,
                [
                    "serve", server.plugins.path, "--port", "0", "--state-directory",
                    server.directory.file("state"),
                ], errorPath: directory.file("stderr"))
            let events = EventReader(process.output)
            try events.next("control_unavailable")
            try events.next("server_start")
            process.signal(SIGTERM)
            try events.readToEnd()
            #expect(process.wait() == 0)
            #expect(try server.control("GET", "/status").status == 200)
        }
    }

    @Test func whatAKilledProcessLeftIsReplaced() throws {
        let directory = try TestDirectory()
        let killed = try ServerProcess(directory, [directory.plugins.path])
        killed.process.kill()
        try withServer(in: directory, [directory.plugins.path]) { server in
            let status = try server.control("GET", "/status").status
            #expect(status == 200)
        }
    }

    @Test func withoutListenersThereIsNoThreadOfTheirs() throws {
        try withServer([:], "--control", "none") { server in
            let names = try threadNames(of: server)
            #expect(!names.contains("operators\n"))
        }
        try withServer { server in
            let names = try threadNames(of: server)
            #expect(names.contains("operators\n"))
        }
    }

    private func threadNames(of server: ServerProcess) throws -> [String] {
        let tasks = "/proc/\(server.process.pid)/task"
        return try FileManager.default.contentsOfDirectory(atPath: tasks).map {
            try String(contentsOfFile: "\(tasks)/\($0)/comm", encoding: .utf8)
        }
    }

    @Test func theConfigurationSaysWhereAndTheCommandLineWins() throws {
        let directory = try TestDirectory()
        try directory.write("0123456789abcdef\n", to: "token")
        chmod(directory.file("token"), 0o600)
        try directory.write(
            #"""
            {"status": "127.0.0.1:0", "control": "none", "control_tcp": "127.0.0.1:0",
             "control_token_file": "token"}
            """#, to: "nano.json")
        try withServer(
            in: directory,
            [
                directory.plugins.path, "--config", directory.file("nano.json"), "--control",
                directory.file("state/control.sock"),
            ]
        ) { server in
            let start = try #require(server.events.seen.first { $0.event == "server_start" })
            #expect(try server.control("GET", "/status").status == 200, "the command line's")
            #expect(start.controlTcp?.hasPrefix("127.0.0.1:") == true)
            #expect(start.status?.hasPrefix("127.0.0.1:") == true)
        }
    }

    @Test func whatTheConfigurationAsksForAndCannotBeIsRefusedWithItsPlace() throws {
        let directory = try TestDirectory()
        let path = directory.file("nano.json")
        for (text, reason) in [
            (#"{"status": "9464"}"#, "nano.json:1:12: status: expected HOST:PORT"),
            (#"{"control_tcp": "[::1]:0"}"#, "nano.json: control_tcp: expected --control-token"),
            (#"{"control": "gone/socket"}"#, "nano.json: control: cannot listen on "),
        ] {
            try directory.write(text, to: "nano.json")
            let result = try CommandResult([
                "serve", "--config", path, "--port", "0", "--state-directory",
                directory.file("state"),
            ])
            #expect(result.code == 1)
            #expect(result.errors.contains(reason), "\(result.errors)")
        }
    }

    @Test func overTCPATokenIsAskedFor() throws {
        let directory = try TestDirectory()
        try directory.write("0123456789abcdef\n", to: "token")
        chmod(directory.file("token"), 0o600)
        try withServer(
            in: directory,
            [
                directory.plugins.path, "--control-tcp", "127.0.0.1:0", "--control-token-file",
                directory.file("token"),
            ]
        ) { server in
            let address = try #require(
                server.events.seen.first { $0.event == "server_start" }?.controlTcp)
            let port = try #require(Int(address.split(separator: ":").last ?? ""))
            let ask = { (fields: [String]) in
                try HTTPConnection(port: port).answer(
                    "POST", "/reload", host: "x", fields: fields)
            }
            for field in ["X: y", "Authorization: Bearer 0123456789abcdeg"] {
                let refused = try ask([field])
                #expect(refused.status == 401)
                #expect(refused["www-authenticate"] == "Bearer")
            }
            #expect(try ask(["Authorization: Bearer 0123456789abcdef"]).status == 200)
        }
    }

    @Test func theStatusListenerOnlyReads() throws {
        try withServer(["app": .hello(1)], "--status", "127.0.0.1:0") { server in
            let address = try #require(
                server.events.seen.first { $0.event == "server_start" }?.status)
            let port = try #require(Int(address.split(separator: ":").last ?? ""))
            for target in ["/status", "/apps", "/apps/app", "/healthz", "/readyz", "/version"] {
                let answer = try HTTPConnection(port: port).answer("GET", target, host: "x")
                #expect(answer.status == 200)
            }
            for (method, target) in [
                ("POST", "/apps"), ("DELETE", "/apps/app"), ("POST", "/apps/app/drain"),
                ("POST", "/reload"),
            ] {
                let answer = try HTTPConnection(port: port).answer(method, target, host: "x")
                #expect([404, 405].contains(answer.status))
            }
            #expect(try server.get("app").text == "v1")
        }
    }

    @Test(arguments: [
        ["--status", "nonsense"], ["--control-tcp", "127.0.0.1:0"],
        ["--control-token-file", "/etc/hostname"], ["--status", "127.0.0.1:65536"],
        ["--control", "/nowhere/control.sock"],
    ])
    func aListenerThatCannotBeIsRefusedInOneLine(arguments: [String]) throws {
        let directory = try TestDirectory()
        let result = try CommandResult(
            [
                "serve", directory.plugins.path, "--port", "0", "--state-directory",
                directory.file("state"),
            ] + arguments)
        #expect(result.code == 1)
        #expect(result.errors.hasPrefix("Error: \(arguments[0]): "))
        #expect(result.errors.split(separator: "\n").count == 1)
    }

    @Test func aTokenThatOthersCanReadIsRefused() throws {
        let directory = try TestDirectory()
        try directory.write("0123456789abcdef\n", to: "token")
        chmod(directory.file("token"), 0o644)
        let result = try CommandResult([
            "serve", directory.plugins.path, "--port", "0", "--control-tcp", "127.0.0.1:0",
            "--control-token-file", directory.file("token"), "--state-directory",
            directory.file("state"),
        ])
        #expect(result.code == 1)
        #expect(result.errors.contains("mode 0644"))
    }
}
