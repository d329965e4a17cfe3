import FoundationEssentials
import SystemPackage
import Testing

/// The JSON of check: an interface to scripts.
@Suite struct CheckOutputTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private struct Report: Decodable {
        struct Finding: Decodable, Equatable {
            let severity, step, seen, harm, cure: String
        }

        struct Answer: Decodable, Equatable {
            let request: String
            let status, bodyBytes: Int?
            let count: Int
        }

        let file, verdict: String
        let cycles: Int
        let findings: [Finding]
        let answers: [Answer]
        let heapGrowthBytes, residentGrowthBytes: Int?
    }

    private func report(_ file: FilePath, _ options: String...) async throws -> (Report, String) {
        let outcome = try await Tool.run(["check", file.string, "--json"] + options)
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        let report = try decoder.decode(
            Report.self, from: Data(outcome.standardOutput.utf8))
        return (report, outcome.standardOutput)
    }

    @Test func jsonTellsFindingsAndAnswers() async throws {
        let file = try await Tool.buildFixture("signal-handler.c", into: folder.path)
        let (report, _) = try await report(file)
        #expect(report.file == file.string)
        #expect(report.verdict == "fail")
        #expect(report.cycles == 0)
        #expect(report.answers.map(\.request) == ["GET /"])
        #expect(report.answers.first?.status == 200)
        #expect(
            report.findings == [
                Report.Finding(
                    severity: "fail", step: "create",
                    seen: "left its handler of SIGUSR1 installed",
                    harm: "a signal would run unmapped code, so the image is pinned",
                    cure: "leave signals to the runtime, or restore the action in destroy")
            ])
    }

    @Test func jsonHasTheSameKeysForEveryFile() async throws {
        let sound = try await Tool.buildFixture("echo.c", into: folder.path)
        let refused = try await Tool.buildFixtureLoosely("no-manifest.c", into: folder.path)
        for (file, verdict) in [(sound, "pass"), (refused, "fail")] {
            let (report, text) = try await report(file, "--cycles", "1")
            #expect(report.verdict == verdict)
            for key in [
                "answers", "cycles", "file", "findings", "heap_growth_bytes",
                "resident_growth_bytes", "verdict",
            ] {
                #expect(text.contains("\n  \"\(key)\" : "), "\(key)")
            }
        }
    }
}
