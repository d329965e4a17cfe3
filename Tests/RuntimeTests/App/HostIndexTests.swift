import TestSupport
import Testing

@testable import Runtime

/// The map from host names to routes, against a dictionary.
@Suite struct HostIndexTests {
    private func route(_ index: HostIndex, _ host: String) -> Int? {
        Array(host.utf8).withUnsafeBytes { index.route(for: $0) }
    }

    @Test func findsAHostInAnyCaseAndWithOneTrailingDot() {
        let index = HostIndex([("hello.localhost", 3)])
        for host in ["hello.localhost", "HELLO.LocalHost", "hello.localhost."] {
            #expect(route(index, host) == 3)
        }
        for host in [
            "hello.localhost..", ".hello.localhost", "hello", "", ".", "hello.localhost\0",
        ] {
            #expect(route(index, host) == nil)
        }
    }

    @Test func foldsTheCaseOfLettersOnly() {
        // Each differs from its partner by the bit that tells upper from lower case.
        let index = HostIndex([("[::1]", 1), ("a-b", 2), ("`", 3)])
        #expect(route(index, "{::1}") == nil)
        #expect(route(index, "a\rb") == nil)
        #expect(route(index, "@") == nil)
        #expect(route(index, "[::1]") == 1)
    }

    @Test func anEmptyIndexKnowsNothing() {
        #expect(route(HostIndex([]), "a") == nil)
    }

    @Test func theFirstOfTwoRoutesForAHostCounts() {
        #expect(route(HostIndex([("a", 1), ("b", 2), ("a", 3)]), "a") == 1)
    }

    @Test func agreesWithADictionary() {
        let seed = SeededGenerator.newSeed()
        var random = SeededGenerator(seed: seed)
        for _ in 0..<300 {
            // Few letters and short names: many keys share slots and prefixes.
            func host() -> String {
                String(
                    (0..<Int.random(in: 1...4, using: &random)).map { _ in
                        "abc.-1".randomElement(using: &random)!
                    })
            }
            let hosts = (0..<Int.random(in: 0...200, using: &random)).map { _ in host() }
            let entries = hosts.filter { $0.last != "." }.enumerated().map { ($1, $0) }
            let reference = Dictionary(entries) { first, _ in first }
            let index = HostIndex(entries.map { (host: $0, route: $1) })
            for asked in hosts + (0..<200).map({ _ in host() }) {
                let plain = asked.last == "." ? String(asked.dropLast()) : asked
                #expect(route(index, asked.uppercased()) == reference[plain], "seed \(seed)")
            }
        }
    }
}
