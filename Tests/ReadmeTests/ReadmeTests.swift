import Subprocess
import SystemPackage
import Testing

/// What README.md shows is what happens.
@Suite(.timeLimit(.minutes(5))) struct ReadmeTests {
    @Test func theFirstPluginsDoAsTheReadmeSays() async throws {
        let readme = try Readme()
        #expect(readme.files.keys.sorted() == ["greeter.c", "greeter.swift", "nano.json"])
        #expect(readme.steps.count == 27)
        let folder = try WorkFolder()
        for (name, text) in readme.files { try folder.write(text, to: name) }
        try await withServer(in: folder, ["bin/plugins"]) { port, log in
            for step in readme.steps { try await follow(step, in: folder, port, &log) }
        }
        try await serveConfiguration(in: folder)
    }

    @Test(arguments: [
        "c", "cpp", "swift", "rust", "deferred-and-streams", "what-makes-a-plugin-unloadable",
    ])
    func theAuthorsPageDoesAsItSays(name: String) async throws {
        let page = try Readme("docs/authors/\(name).md")
        #expect(page.steps.count >= 4)
        let folder = try WorkFolder()
        for (name, text) in page.files { try folder.write(text, to: name) }
        try await withServer(in: folder, ["bin/plugins"]) { port, log in
            for step in page.steps { try await follow(step, in: folder, port, &log) }
        }
    }

    @Test(arguments: [
        "cp new.so bin/plugins/greeter.so",
        "install new.so bin/plugins/greeter.so",
        "mkdir bin/plugins/v2; mv new.so bin/plugins/v2; ln -sf v2/new.so bin/plugins/greeter.so",
        "mv new.so bin/plugins/greeter.so",
        "tar -c --transform s/new/greeter/ new.so | tar -x -C bin/plugins",
    ])
    func everyToolThatTheReadmeNamesDeploys(command: String) async throws {
        let folder = try WorkFolder()
        try folder.write(try #require(try Readme().files["greeter.c"]), to: "greeter.c")
        let build = "bin/nano-tools build-plugin greeter.c -o"
        _ = try await shell("\(build) bin/plugins/greeter.so", in: folder)
        _ = try await shell("sed -i 's/from C/again/' greeter.c; \(build) new.so", in: folder)
        try await withServer(in: folder, ["bin/plugins"]) { port, log in
            _ = try await shell(command, in: folder)
            // Some remove the file first. It takes a busy machine for that to be seen.
            _ = try await log.next("app_swapped", or: "app_loaded")
            let curl = Step(command: "curl http://localhost:8080/", output: ["Hello again"])
            try await follow(curl, in: folder, port, &log)
        }
    }

    @Test(arguments: [Step(command: "echo one", output: ["two"]), Step(command: "false")])
    func noticesWhatTheReadmeGetsWrong(step: Step) async throws {
        let folder = try WorkFolder()
        try await withServer(in: folder, ["bin/plugins"]) { port, log in
            await #expect(throws: StepFailure.self) {
                try await follow(step, in: folder, port, &log)
            }
        }
    }

    @Test func readsCommandsEventsAndOutput() {
        let readme = Readme(
            text: """
                <!-- file: a.c -->
                ```c
                int a;
                ```
                ```sh
                not run
                ```
                <!-- run -->
                ```sh
                one
                # log: app_loaded
                two
                # 2
                ```
                """)
        #expect(readme.files == ["a.c": "int a;\n"])
        #expect(
            readme.steps == [
                Step(command: "one", events: ["app_loaded"]), Step(command: "two", output: ["2"]),
            ])
    }

    /// The configuration example, with the plugin that the README has just built.
    private func serveConfiguration(in folder: WorkFolder) async throws {
        try await withServer(in: folder, ["--config", "nano.json"]) { port, _ in
            let command = "curl -s -H 'Host: www.greeter.example' http://127.0.0.1:\(port)/Ada"
            let answer = try await shell(command, in: folder)
            #expect(answer == "Hello, Ada!\n")
        }
    }

    private func follow(
        _ step: Step, in folder: WorkFolder, _ port: Int, _ log: inout ServerLog
    ) async throws {
        let command = step.command.replacing(":8080/", with: ":\(port)/")
        let output = try await shell(command, in: folder)
        let lines = output.split(separator: "\n").map(String.init)
        guard step.output.isEmpty || step.output == lines else {
            throw StepFailure(command, expected: step.output.joined(separator: "\n"), got: output)
        }
        for event in step.events { _ = try await log.next(event) }
    }

    /// Standard output of a command that must succeed.
    private func shell(_ command: String, in folder: WorkFolder) async throws -> String {
        let result = try await Subprocess.run(
            .name("bash"), arguments: ["-euo", "pipefail", "-c", command],
            environment: .inherit.updating([
                "NANO_SDK": Checkout.path, "NANO_CONTROL": folder.controlSocket,
            ]),
            workingDirectory: folder.path,
            output: .string(limit: 1 << 20), error: .string(limit: 1 << 20))
        guard result.terminationStatus.isSuccess else {
            throw StepFailure(command, expected: "success", got: result.standardError)
        }
        return result.standardOutput
    }
}
