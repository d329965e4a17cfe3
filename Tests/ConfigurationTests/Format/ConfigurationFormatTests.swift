import Configuration
import Testing

@Suite struct ConfigurationFormatTests {
    private let limitsOfAnApp = [
        "max_body_bytes", "timeout_ms", "threads", "queue_max", "max_concurrency",
        "max_requests_per_s", "max_faults", "kv_max_bytes",
    ]

    @Test func theReferenceNamesEveryKeyOfTheFormat() {
        #expect(
            ConfigurationFormat.server.map(\.name)
                == [
                    "port", "host", "drain_timeout_s", "shutdown_delay_s", "default_app",
                    "trusted_keys", "access_log", "access_log_file", "control", "control_tcp",
                    "control_token_file", "status", "limits", "defaults", "apps",
                ])
        #expect(
            ConfigurationFormat.defaults.map(\.name)
                == ["drain_timeout_s", "env"] + limitsOfAnApp)
        #expect(
            ConfigurationFormat.app.map(\.name) == [
                "name", "path", "hostname", "hostnames", "env", "drain_timeout_s",
            ] + limitsOfAnApp)
    }

    @Test func onlyNameAndPathHaveNoDefault() {
        let all =
            ConfigurationFormat.server + ConfigurationFormat.limits + ConfigurationFormat.defaults
            + ConfigurationFormat.app
        #expect(all.filter { $0.defaultText == nil }.map(\.name) == ["name", "path"])
    }

    @Test func theReferenceUsesTheWordsOfTheErrors() throws {
        for key in ConfigurationFormat.server
        where !["limits", "defaults", "apps"].contains(key.name) {
            let line = refusal(of: "{\"\(key.name)\": null}")
            #expect(line.contains("\(key.name): expected \(key.type), got null"))
        }
        for key in ConfigurationFormat.app where !["name", "path"].contains(key.name) {
            let text = "{\"apps\":[{\"name\":\"a\",\"path\":\"a.so\",\"\(key.name)\":null}]}"
            let lines = try rejections(in: text)
            #expect(lines.count == 1)
            #expect(lines.first?.contains("expected \(key.type), got null") == true)
        }
    }
}
