import Testing

@testable import Configuration

@Suite struct EffectiveConfigurationTests {
    static let file = """
        {"defaults": {"env": {"A": "1"}, "timeout_ms": 7}, "limits": {"max_fields": 50},
         "apps": [{"name": "hello", "path": "hello.so", "env": {"B": "\\u0001\\"x"}}]}
        """

    func configuration(_ text: String = file) throws -> ServerConfiguration {
        try ServerConfiguration.parse(Array(text.utf8), file: "nano.json")
    }

    /// Whoever adds a key must say here what holds for it.
    @Test func everyKeyIsInIt() throws {
        let effective = EffectiveConfiguration(try configuration())
        let server = Set(ConfigurationFormat.server.map(\.name)).subtracting(["defaults"])
        #expect(Set(effective.serverMembers.map(\.key)) == server)
        #expect(effective.limitMembers.map(\.key) == ConfigurationFormat.limits.map(\.name))
        let app = try #require(try configuration().apps.first)
        #expect(
            effective.appMembers(app).map(\.key)
                == ConfigurationFormat.app.map(\.name).filter { $0 != "hostname" })
    }

    @Test func defaultsAreFilledIn() throws {
        let text = EffectiveConfiguration(try configuration()).server
        for line in [
            #"  "port": 8080,"#, #"  "default_app": null,"#, #"    "max_fields": 50,"#,
            #"    "idle_timeout_s": 60,"#, #"      "hostnames": ["hello", "hello.localhost"],"#,
            #"        "A": "1","#, #"        "B": "\u0001\"x""#, #"      "timeout_ms": 7,"#,
            #"      "drain_timeout_s": 30,"#,
        ] {
            #expect(text.contains("\n\(line)\n"), "\(line) in \(text)")
        }
    }

    @Test func whatIsPrintedMeansTheSame() throws {
        let once = EffectiveConfiguration(try configuration()).server
        // Nothing is how a file says that there is no such path or app.
        let lines = once.split(separator: "\n").filter { !$0.hasSuffix(": null,") }
        let text = lines.joined(separator: "\n")
        #expect(EffectiveConfiguration(try configuration(text)).server == once)
    }

    @Test func anAppsFileHasNoPath() throws {
        let name = try AppName("hello")
        let entry = try AppEntry.parse(Array("{}".utf8), file: "hello.json", name: name)
        let text = EffectiveConfiguration(ServerConfiguration(apps: [entry])).app
        #expect(text.hasPrefix("{\n  \"name\": \"hello\",\n  \"hostnames\""))
    }
}
