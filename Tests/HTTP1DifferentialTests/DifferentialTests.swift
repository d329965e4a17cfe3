import Foundation
import TestSupport
import Testing

/// The codec against SwiftNIO's parser, over generated connections.
///
/// `NANO_DIFFERENTIAL_REQUESTS` asks for more requests than CI has time for, `NANO_TEST_SEED` for
/// others than the same ones each time.
@Suite struct DifferentialTests {
    private static let environment = ProcessInfo.processInfo.environment
    private static let seed = environment["NANO_TEST_SEED"].flatMap { UInt64($0) } ?? 9112
    private static let findingsMax = 8
    private static let requestCount =
        environment["NANO_DIFFERENTIAL_REQUESTS"].flatMap { Int($0) } ?? 20_000

    @Test func differsFromTheReferenceOnlyWhereItIsMeantTo() {
        var random = SeededGenerator(seed: Self.seed)
        var differ = Differ()
        var read = (connections: 0, requests: 0, bytes: 0)
        while read.requests < Self.requestCount, differ.findings.count < Self.findingsMax {
            let connection = Connection(using: &random)
            differ.compare(connection)
            read.connections += 1
            read.requests += connection.requestCount
            read.bytes += connection.bytes.count
        }
        print("\(read) from seed \(Self.seed); accepted differences:")
        for difference in AcceptedDifference.all {
            print(differ.accepted[difference.name, default: 0], difference.name, separator: "\t")
        }
        for finding in differ.findings { Issue.record("seed \(Self.seed): \(finding)") }
        let unneeded = AcceptedDifference.all.map(\.name).filter { differ.accepted[$0] == nil }
        #expect(unneeded == [], "seed \(Self.seed): shorten the table, or look for the defect")
    }

    @Test func readsEveryValidRequest() {
        var random = SeededGenerator(seed: Self.seed)
        for number in 1...2_000 {
            let connection = Connection(using: &random)
            guard connection.kind == .valid else { continue }
            let transcript = CodecReader.read(connection.bytes, arrivingUpTo: [])
            let isWhole = transcript.requests.count == connection.requestCount
            let circumstance = "seed \(Self.seed), connection \(number): \(transcript)"
            #expect(isWhole || transcript.end == .closed, "\(circumstance)")
        }
    }

    @Test(arguments: PlantedDefect.allCases)
    func noticesAPlantedDefect(_ defect: PlantedDefect) {
        var random = SeededGenerator(seed: Self.seed)
        var flawed = Differ(readsCodec: defect.read)
        var sound = Differ()
        for _ in 0..<5_000 where flawed.findings.isEmpty {
            let connection = Connection(using: &random)
            flawed.compare(connection)
            if !flawed.findings.isEmpty { sound.compare(connection) }
        }
        #expect(!flawed.findings.isEmpty, "seed \(Self.seed)")
        #expect(sound.findings.isEmpty, "seed \(Self.seed): it is not the planted one")
    }

    @Test func theTableNamesEachDifferenceOnceAndItsSource() {
        let names = AcceptedDifference.all.map(\.name)
        #expect(Set(names).count == names.count)
        for difference in AcceptedDifference.all {
            #expect(difference.source.contains(/^RFC [0-9]{4} §[0-9]/), "\(difference.name)")
            #expect(!difference.why.isEmpty)
        }
    }
}
