import Testing

@testable import Signatures

/// Semantic Versioning 2.0.0.
struct SemanticVersionTests {
    /// The orders of section 11, and what is easily got wrong.
    static let ordered = [
        ["1.0.0", "2.0.0", "2.1.0", "2.1.1", "2.1.10", "2.10.0", "10.0.0"],
        [
            "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2",
            "1.0.0-beta.11", "1.0.0-rc.1", "1.0.0",
        ],
        ["1.0.0-1", "1.0.0-A", "1.0.0-a", "1.0.0-a-1", "1.0.0-b"],
        ["0.0.18446744073709551615", "0.0.18446744073709551616"],
    ]

    @Test(arguments: ordered)
    func eachVersionPrecedesAllThatFollow(texts: [String]) throws {
        let versions = try texts.map { try #require(SemanticVersion($0), "\($0)") }
        for (index, version) in versions.enumerated() {
            for (other, otherVersion) in versions.enumerated() {
                let message: Comment = "\(texts[index]) and \(texts[other])"
                #expect(version.precedes(otherVersion) == (index < other), message)
            }
        }
    }

    @Test func buildMetadataDoesNotCount() throws {
        let one = try #require(SemanticVersion("1.0.0+one.7"))
        let other = try #require(SemanticVersion("1.0.0+other-007"))
        #expect(!one.precedes(other) && !other.precedes(one))
    }

    @Test(arguments: [
        "", "1", "1.2", "1.2.3.4", "v1.2.3", "1.2.x", "01.2.3", "1.2.-3", "1..3", "1.2.3-",
        "1.2.3-a..b", "1.2.3-01", "1.2.3+", "1.2.3+a+b", "1.2.3-ä", " 1.2.3", "1.2.3 ", "1.2.٣",
    ])
    func refusesWhatIsNoSemanticVersion(text: String) {
        #expect(SemanticVersion(text) == nil)
    }
}
