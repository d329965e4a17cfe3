import Glibc
import Testing

/// The command itself: its options, its environment, and how it refuses.
struct CommandTests {
    @Test func theVersionIsOneLine() throws {
        let result = try CommandResult(["--version"])
        #expect(result.code == 0)
        #expect(result.output.wholeMatch(of: /\d+\.\d+\.\d+\n/) != nil)
    }

    @Test func helpNamesEveryOption() throws {
        let result = try CommandResult(["serve", "--help"])
        #expect(result.code == 0)
        let options = [
            "--config", "--host", "--port", "--threads", "--drain-timeout", "--default-app",
            "--state-directory", "--insecure-permissions", "--log-format", "NANO_HOST", "NANO_PORT",
            "NANO_LOG_FORMAT",
        ]
        for option in options { #expect(result.output.contains(option), "\(option)") }
    }

    @Test(arguments: [
        ["serve"], ["serve", "--port", "65536", "."], ["serve", "--port", "x", "."],
        ["serve", "--threads", "0", "."], ["serve", "--drain-timeout", "-1", "."],
        ["serve", "--log-format", "xml", "."], ["serve", "--nonsense", "."], ["nonsense"],
    ])
    func wrongUsageIsRefusedWith64(arguments: [String]) throws {
        let result = try CommandResult(arguments)
        #expect(result.code == 64)
        #expect(result.errors.hasPrefix("Error: "))
        #expect(result.output.isEmpty)
    }

    @Test func aMissingDirectoryIsRefusedInOneLine() throws {
        let result = try CommandResult(["serve", "/nowhere/plugins", "--port", "0"])
        #expect(result.code == 1)
        #expect(result.errors == "Error: /nowhere/plugins: No such file or directory\n")
    }

    @Test func aFileIsNoDirectory() throws {
        let result = try CommandResult(["serve", "/etc/hostname", "--port", "0"])
        #expect(result.code == 1)
        #expect(result.errors.contains("expected a directory"))
    }

    @Test func aPortInUseIsRefusedInOneLine() throws {
        try withServer { server in
            let result = try CommandResult(
                ["serve", server.plugins.path, "--port", "\(server.port)"])
            #expect(result.code == 1)
            #expect(result.errors.contains("cannot listen on 127.0.0.1:\(server.port)"))
            #expect(result.errors.split(separator: "\n").count == 1)
            #expect(try server.get("nobody").status == 404)
        }
    }

    @Test func theEnvironmentStandsInForOptions() throws {
        let directory = try TestDirectory()
        let process = try ChildProcess(
            Checkout.runtime,
            ["serve", directory.plugins.path, "--state-directory", directory.file("state")],
            environment: ["NANO_HOST": "localhost", "NANO_PORT": "0", "NANO_LOG_FORMAT": "text"],
            errorPath: directory.file("stderr"))
        let events = EventReader(process.output)
        let line = try #require(try events.nextLine())
        #expect(line.contains(" info server_start host=localhost port="))
        let port = try #require(line.firstMatch(of: /port=(\d+)/)).1
        #expect(try #require(Int(port)) > 0)
        process.signal(SIGTERM)
        while try events.nextLine() != nil {}
        #expect(process.wait() == 0)
    }

    @Test(arguments: ["NANO_PORT", "NANO_LOG_FORMAT"])
    func aVariableThatCannotBeReadIsRefused(name: String) throws {
        let result = try CommandResult(["serve", "."], environment: [name: "nonsense"])
        #expect(result.code == 64)
        #expect(result.errors.contains(#"\#(name): cannot be read: "nonsense""#))
    }

    @Test func anOptionWinsOverTheEnvironment() throws {
        let result = try CommandResult(
            ["serve", "/nowhere", "--log-format", "json", "--port", "0"],
            environment: ["NANO_PORT": "nonsense", "NANO_LOG_FORMAT": "nonsense"])
        #expect(result.errors == "Error: /nowhere: No such file or directory\n")
    }

    @Test func aStateDirectoryThatOthersMayWriteToIsRefused() throws {
        let directory = try TestDirectory()
        #expect(mkdir(directory.file("state"), 0o700) == 0)
        #expect(chmod(directory.file("state"), 0o777) == 0)
        let result = try CommandResult([
            "serve", directory.plugins.path, "--port", "0", "--state-directory",
            directory.file("state"),
        ])
        #expect(result.code == 1)
        #expect(result.errors.contains("no write permission for others"))
    }
}
