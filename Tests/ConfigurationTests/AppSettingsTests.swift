import Configuration
import Testing

@Suite struct AppSettingsTests {
    @Test func nothingGivenMeansTheBuiltInValues() throws {
        let settings = ServerConfiguration().settings(for: AppEntry(name: try AppName("a")))
        #expect(settings.drainTimeoutSeconds == 30)
        #expect(settings.maxBodyBytes == 1_048_576)
        #expect(settings.environment == .empty)
        #expect(settings.hostnames.map(\.text) == ["a", "a.localhost"])
    }

    @Test func theAppWinsOverTheDefaultsAndThoseOverTheServer() throws {
        var configuration = try read(sample)
        let todo = configuration.settings(for: configuration.apps[1])
        #expect(todo.drainTimeoutSeconds == 0)
        #expect(todo.maxBodyBytes == 1 << 30)
        let bare = configuration.settings(for: configuration.apps[2])
        #expect(bare.drainTimeoutSeconds == 2.5)
        #expect(bare.maxBodyBytes == 65_536)
        configuration.defaults.drainTimeoutSeconds = nil
        #expect(configuration.settings(for: configuration.apps[2]).drainTimeoutSeconds == 30)
    }

    @Test func theEnvironmentIsMergedNameByName() throws {
        let configuration = try read(sample)
        let environment = configuration.settings(for: configuration.apps[1]).environment
        #expect(environment.variables.map(\.name) == ["MODE", "MOTTO", "REGION"])
        #expect(environment.variables.map(\.value) == ["own", "süß\n", "nord"])
    }

    @Test func theOrderOfTheEnvironmentInTheFileMeansNothing() throws {
        let one = try read(#"{"defaults": {"env": {"A": "1", "B": "2"}}}"#)
        let other = try read(#"{"defaults": {"env": {"B": "2", "A": "1"}}}"#)
        #expect(one == other)
    }

    @Test func valuesThatDifferOnlyInUnicodeCompositionDiffer() throws {
        let composed = try read(#"{"defaults": {"env": {"A": "\u00e9"}}}"#)
        let decomposed = try read(#"{"defaults": {"env": {"A": "e\u0301"}}}"#)
        #expect(composed != decomposed)
    }

    @Test func theLastOfEachEnvironmentSurvivesTheMerge() throws {
        let configuration = try read(
            #"""
            {"defaults": {"env": {"A": "1", "Z": "1"}},
             "apps": [{"name": "a", "path": "a.so", "env": {"M": "2", "ZZ": "2", "A": "2"}}]}
            """#)
        let environment = configuration.settings(for: configuration.apps[0]).environment
        #expect(environment.variables.map { $0.name + $0.value } == ["A2", "M2", "Z1", "ZZ2"])
    }
}
