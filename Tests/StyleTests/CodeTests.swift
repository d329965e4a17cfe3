import Testing

/// What holds for the code in every file.
@Suite struct CodeTests {
    @Test func uncheckedConcurrencyIsProved() throws {
        UncheckedConcurrency().expectKept(by: try Repository.swiftFiles())
    }

    @Test(arguments: [
        "/// A box.\nstruct Box: @unchecked Sendable {\n    let value: Int\n}\n",
        "// For now.\nnonisolated(unsafe) var count = 0\n",
    ])
    func noticesUncheckedConcurrencyWithoutProof(text: String) {
        #expect(UncheckedConcurrency().offences(inPlanted: text, at: "Box.swift").count == 1)
    }

    @Test func takesAProofAboveOrBelow() {
        let text = """
            struct Box: @unchecked Sendable {
                // Unchecked: constant.
            }
            // Unchecked: written once,
            // before any thread is started.
            nonisolated(unsafe) var count = 0
            """
        #expect(UncheckedConcurrency().offences(inPlanted: text, at: "Box.swift").isEmpty)
    }

    @Test func nothingSleepsAndNoTestIsDisabled() throws {
        ForbiddenCode().expectKept(
            by: try Repository.files(in: ["Sources", "Tests"], endings: [".swift", ".c", ".cc"]))
    }

    @Test(arguments: [
        "sleep(1)", "usleep(1_000)", "try await Task.sleep(for: .seconds(1))",
        "Thread.sleep(forTimeInterval: 1)", "@Test(.disabled(\"flaky\")) func works() {}",
    ])
    func noticesSleepingAndDisabledTests(text: String) {
        #expect(ForbiddenCode().offences(inPlanted: text, at: "Tests/A.swift").count == 1)
    }
}
