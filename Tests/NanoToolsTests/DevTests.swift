import FoundationEssentials
import Subprocess
import SystemPackage
import Testing

/// The author's loop: what is saved is served, and what does not compile is not.
@Suite(.timeLimit(.minutes(5))) struct DevTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// A new app in C; its file `greeter.c` says "Hello, ".
    func makeApp() async throws -> FilePath {
        let outcome = try await Tool.run(
            "new", "greeter", "-l", "c", "--directory", folder.path.string)
        try #require(outcome.succeeded, "\(outcome.standardError)")
        return folder.path.appending("greeter")
    }

    /// Runs a command in the app's folder, as an editor would change files there.
    func shell(_ command: String) async throws {
        let result = try await Subprocess.run(
            .name("bash"), arguments: ["-euc", command],
            workingDirectory: folder.path.appending("greeter"),
            output: .discarded, error: .currentStandardError)
        try #require(result.terminationStatus.isSuccess)
    }

    @Test func whatIsSavedIsServedAndWhatDoesNotCompileIsNot() async throws {
        let app = try await makeApp()
        var isGone = false
        let status = try await DevRun.run(app) { dev in
            try await dev.line("generation 1 serves")
            #expect(try await dev.answer("/Ada") == "Hello, Ada!\n")

            try await shell("sed -i s/Hello/Salut/ greeter.c")
            try await dev.line("generation 2 serves")
            #expect(try await dev.answer("/Ada") == "Salut, Ada!\n")

            try await shell("echo 'int broken = ;' >> greeter.c")
            let messages = try await dev.errors(upTo: "not built")
            #expect(messages.contains("greeter.c:") && messages.contains("error:"))
            #expect(messages.hasSuffix("not built: the version before goes on serving"))
            #expect(try await dev.answer("/Ada") == "Salut, Ada!\n")

            try await shell("sed -i '$d; s/Salut/Hola/' greeter.c")
            try await dev.line("generation 3 serves")
            #expect(try await dev.answer("/Ada") == "Hola, Ada!\n")

            try dev.signal(.interrupt)
            try await dev.line("ending")
            try await dev.line("generation 3 is unloaded")
            isGone = try await dev.isGone()
        }
        #expect(isGone)
        #expect(status == .exited(0))
    }

    @Test(arguments: [
        "sed s/Hello/Salut/ greeter.c > new && mv new greeter.c",
        "sed s/Hello/Salut/ greeter.c > .new && cat .new > greeter.c",
        "mv greeter.c greeter.c~ && sed s/Hello/Salut/ greeter.c~ > greeter.c",
        "echo '#define WORD \"Salut\"' > word.h && "
            + "sed -i '1i #include \"word.h\"\ns/\"Hello, %/WORD \", %/' greeter.c",
        "mkdir deep && echo 'static int unused_here;' > deep/other.c && "
            + "sed -i s/Hello/Salut/ greeter.c",
    ])
    func everyWayOfSavingIsNoticed(command: String) async throws {
        let app = try await makeApp()
        _ = try await DevRun.run(app) { dev in
            try await dev.line("generation 1 serves")
            try await shell(command)
            var answer = ""
            while answer != "Salut, Ada!\n" {
                try await dev.line("generation")
                answer = try await dev.answer("/Ada")
            }
            try dev.signal(.interrupt)
        }
    }

    @Test func aFileInAFolderMadeLaterIsWatched() async throws {
        let app = try await makeApp()
        _ = try await DevRun.run(app) { dev in
            try await dev.line("generation 1 serves")
            try await shell("mkdir deep && echo 'int broken = ;' > deep/other.c")
            _ = try await dev.errors(upTo: "not built")
            try await shell("echo 'int mended;' > deep/other.c")
            _ = try await dev.errors(upTo: "built greeter")
            try dev.signal(.interrupt)
        }
    }

    @Test func anAppThatDoesNotCompileAtFirstIsServedOnceItDoes() async throws {
        let app = try await makeApp()
        try await shell("echo 'int broken = ;' >> greeter.c")
        let status = try await DevRun.run(app) { dev in
            let messages = try await dev.errors(upTo: "not built")
            #expect(messages.hasSuffix("not built: nothing is served yet"))
            try await shell("sed -i '$d' greeter.c")
            try await dev.line("generation 1 serves")
            #expect(try await dev.answer("/Ada") == "Hello, Ada!\n")
            try dev.signal(.terminate)
        }
        #expect(status == .exited(0))
    }

    @Test func whereItsHandlersRunIsSaid() async throws {
        let app = try await makeApp()
        try await shell("sed -i 's/NANO_PLUGIN_INLINE/NANO_PLUGIN_LANE/' greeter.c")
        _ = try await DevRun.run(app) { dev in
            #expect(try await dev.line("generation 1 serves").hasSuffix("version 0.1.0, lane"))
            try dev.signal(.interrupt)
        }
    }

    @Test func aRuntimeThatIsNotThereIsNamed() async throws {
        let app = try await makeApp()
        let outcome = try await Tool.run("dev", app.string, "--runtime", "/no/such/runtime")
        #expect(!outcome.succeeded)
        #expect(
            outcome.standardError
                == "Error: --runtime /no/such/runtime: expected a program, found none\n")
    }
}
