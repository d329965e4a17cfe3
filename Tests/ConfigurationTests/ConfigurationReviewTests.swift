import Testing

@testable import Configuration

@Suite struct ConfigurationReviewTests {
    func errors(_ text: String) -> [String] {
        ConfigurationReview(server: Array(text.utf8), file: "f").errors.map(\.description)
    }

    @Test func everyErrorIsToldInTheOrderOfTheFile() {
        let errors = errors(
            """
            {"prot": 1,
             "limits": {"max_fields": 1, "idle": 2},
             "defaults": {"threads": "x"},
             "apps": [{"name": "a", "path": "a.so", "timeout": 1, "threads": 0},
                      {"name": "a", "path": "b.so"},
                      7,
                      {"name": "c"}]}
            """)
        #expect(
            errors.map { $0.split(separator: ":").prefix(2).joined(separator: ":") } == [
                "f:1", "f:2", "f:2", "f:3", "f:4", "f:4", "f:5", "f:6", "f:7",
            ])
        #expect(errors[0].hasSuffix(#"unknown key "prot" (did you mean "port"?)"#))
        #expect(errors[6].contains("a name that no other app has"))
    }

    @Test func whatOnlyShowsInTheWholeIsToldToo() {
        let errors = errors(#"{"default_app": "b", "apps": [{"name": "a", "path": "a.so"}]}"#)
        #expect(errors.count == 1)
        #expect(errors.first?.contains("the name of an app in apps") == true)
    }

    @Test func aGoodFileHasNone() {
        let review = ConfigurationReview(server: Array("{}".utf8), file: "f")
        #expect(review.errors.isEmpty && review.configuration != nil)
    }

    @Test(arguments: ["", "{", "[]", "{\"port\": 1, \"port\": 2}"])
    func whatIsNoObjectIsOneError(text: String) {
        #expect(errors(text).count == 1)
        #expect(ConfigurationReview(server: Array(text.utf8), file: "f").configuration == nil)
    }

    @Test func anAppsFileIsReviewedToo() throws {
        let review = ConfigurationReview(
            app: Array(#"{"name": "b", "threads": 0, "hostname": 1}"#.utf8), file: "a.json",
            name: try AppName("a"))
        #expect(review.errors.count == 3)
        #expect(review.configuration == nil)
    }
}
