import FoundationEssentials
import SystemPackage
import Testing

/// Swaps under load, with the runtime that was built along with this test.
@Suite struct SoakTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private struct Report: Decodable {
        struct Swap: Decodable {
            let end: String
            let swapMs: Double
            let residentBytes, images: Int
        }

        struct Part: Decodable {
            let requests: Int
            let p50Us, p99Us, maxUs: Double?
        }

        let verdict: String
        let answered, lost, closed: Int
        let statuses: [String: Int]
        let steady, swapping: Part
        let swaps: [Swap]
    }

    private func report(_ arguments: [String]) async throws -> (report: Report, succeeded: Bool) {
        let outcome = try await Tool.run(["soak", "--json"] + arguments)
        try #require(outcome.standardError == "", "\(outcome.standardError)")
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        let report = try decoder.decode(
            Report.self, from: Data(outcome.standardOutput.utf8))
        return (report, outcome.succeeded)
    }

    @Test func twentySwapsLoseNoRequestAndLeaveOneImage() async throws {
        let file = try await Tool.buildFixture("echo.c", into: folder.path)
        let (report, succeeded) = try await report(
            [file.string, "--swaps", "20", "--connections", "8"])
        #expect(succeeded && report.verdict == "pass")
        #expect(report.lost == 0 && report.closed == 0 && report.statuses.isEmpty)
        #expect(report.swaps.count == 20)
        #expect(report.swaps.allSatisfy { $0.end == "unloaded" && $0.images == 1 })
        #expect(report.answered == report.steady.requests + report.swapping.requests)
        #expect(report.swapping.requests > 0 && report.steady.requests > 0)
    }

    @Test func countsTheImagesThatStay() async throws {
        let file = try await Tool.buildFixtureLoosely("gnu-unique.c", into: folder.path)
        let (report, succeeded) = try await report(
            [file.string, "--swaps", "3", "--connections", "2"])
        #expect(succeeded)
        #expect(report.swaps.first?.end == "pinned")
        #expect(report.swaps.last?.images ?? 0 > 1)
    }

    @Test func failsWhereAnswersAreNot2xx() async throws {
        let file = try await Tool.buildFixture("handle-fails.c", into: folder.path)
        let (report, succeeded) = try await report(
            [file.string, "--swaps", "1", "--connections", "1"])
        #expect(!succeeded && report.verdict == "fail")
        #expect(report.lost == 0)
        #expect(report.statuses == ["500": report.answered])
    }

    @Test func printsTablesAndDrawsAChart() async throws {
        let file = try await Tool.buildFixture("echo.c", into: folder.path)
        let chart = folder.path.appending("chart.svg")
        let outcome = try await Tool.run(
            "soak", file.string, "--swaps", "2", "--connections", "2", "--svg", chart.string)
        #expect(outcome.succeeded, "\(outcome.standardError)")
        #expect(outcome.standardOutput.contains("\nlost requests       0\n"))
        #expect(outcome.standardOutput.contains("\npass: 2 swaps, no request lost, "))
        let svg = try #require(folder.content(of: "chart.svg"))
        #expect(svg.hasPrefix("<svg xmlns=") && svg.hasSuffix("</svg>\n"))
        #expect(svg.contains("<polyline") && svg.contains("#ddd"))
    }

    @Test(arguments: [
        ("create-fails.c", "the runtime rejects the plugin: "),
        ("exits.c", "the plugin broke off while it served: exit(7)"),
    ])
    func saysWhyThereIsNoSoak(_ fixture: String, _ reason: String) async throws {
        let file = try await Tool.buildFixture(fixture, into: folder.path)
        let outcome = try await Tool.run("soak", file.string, "--swaps", "1")
        #expect(!outcome.succeeded)
        #expect(outcome.standardError.contains(reason), "\(outcome.standardError)")
    }

    @Test func namesTheRuntimeThatIsMissing() async throws {
        let file = try await Tool.buildFixture("echo.c", into: folder.path)
        let outcome = try await Tool.run("soak", file.string, "--runtime", "/nowhere/runtime")
        #expect(!outcome.succeeded)
        #expect(outcome.standardError.contains("/nowhere/runtime: expected the runtime"))
    }
}
