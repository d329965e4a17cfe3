import Testing

@testable import Configuration

@Suite struct ConfigurationPathTests {
    @Test func readsLikeTheWayThroughTheFile() {
        var path = ConfigurationPath()
        #expect(path.description == "")
        path.append(.key("apps"))
        path.append(.index(2))
        path.append(.key("env"))
        #expect(path.appending(.key("A-B_1")).description == "apps[2].env.A-B_1")
        #expect(path.appending(.key("a.b")).description == #"apps[2].env["a.b"]"#)
        #expect(path.appending(.key("")).description == #"apps[2].env[""]"#)
        path.removeLast()
        #expect(path.description == "apps[2]")
    }
}
