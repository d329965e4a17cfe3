import Configuration
import Testing

@Suite struct ServerConfigurationTests {
    @Test func readsEveryKey() throws {
        let configuration = try read(sample)
        #expect(configuration.port == 8080)
        #expect(configuration.host == "127.0.0.1")
        #expect(configuration.drainTimeoutSeconds == 30)
        #expect(configuration.defaultApp == (try AppName("hello")))
        #expect(configuration.defaults.drainTimeoutSeconds == 2.5)
        #expect(configuration.defaults.limits.maxBodyBytes == 65_536)
        #expect(configuration.defaults.environment["REGION"] == "nord")
        #expect(configuration.apps.map(\.name.text) == ["hello", "todo", "bare"])
        #expect(configuration.rejected.isEmpty)
        let todo = configuration.apps[1]
        #expect(todo.path == "plugins/tödo é😀.so")
        #expect(todo.hostnames.map(\.text) == ["todo.example", "[::1]", "10.0.0.1"])
        #expect(todo.environment["MOTTO"] == "süß\n")
        #expect(todo.drainTimeoutSeconds == 0)
        #expect(todo.limits.maxBodyBytes == 1 << 30)
    }

    @Test func anEmptyObjectSaysNothing() throws {
        #expect(try read("{}") == ServerConfiguration())
    }

    @Test func refusesATopLevelThatIsNoObject() {
        #expect(refusal(of: "[]") == "nano.json:1:1: expected an object, got an array")
    }

    @Test func refusesAMistypedTopLevelKeyAsAWhole() {
        #expect(
            refusal(of: "{\n  \"port\": \"80\"\n}")
                == "nano.json:2:11: port: expected a whole number from 0 to 65535, "
                + "got the string \"80\"")
    }

    @Test func refusesAnUnknownTopLevelKeyAndSuggestsTheRightOne() {
        #expect(
            refusal(of: #"{"drain_timout_s": 3}"#)
                == #"nano.json:1:2: unknown key "drain_timout_s" "#
                + #"(did you mean "drain_timeout_s"?)"#)
    }

    @Test func listsTheKnownKeysWhenNoneIsNear() {
        #expect(
            refusal(of: #"{"defaults": {"colour": 3}}"#)
                == #"nano.json:1:15: defaults: unknown key "colour" "#
                + "(known: drain_timeout_s, env, max_body_bytes, timeout_ms, threads, queue_max, "
                + "max_concurrency, max_requests_per_s, max_faults, kv_max_bytes)")
    }

    @Test func refusesADefaultAppThatNamesNoApp() {
        #expect(
            refusal(of: #"{"default_app": "b", "apps": [{"name": "a", "path": "a.so"}]}"#)
                == #"nano.json:1:17: default_app: expected the name of an app in apps, "#
                + #"got the string "b""#)
    }

    @Test func aDefaultAppMayNameAnAppOfADirectory() throws {
        #expect(try read(#"{"default_app": "b"}"#).defaultApp == (try AppName("b")))
    }

    @Test func aBrokenEntryDoesNotMakeTheDefaultAppUnknown() throws {
        let named = try read(#"{"default_app": "b", "apps": [{"name": "b"}]}"#)
        let nameless = try read(#"{"default_app": "b", "apps": [{"name": 3}]}"#)
        #expect(named.rejected.map(\.app) == [try AppName("b")])
        #expect(nameless.rejected.map(\.app) == [nil])
    }

    @Test func refusesMoreEntriesThanItsLimit() {
        let entries = Array(repeating: "1", count: 10_001).joined(separator: ",")
        #expect(
            refusal(of: #"{"apps": ["# + entries + "]}")
                == "nano.json:1:10: apps: expected an array of at most 10000 app entries, "
                + "got an array (10001 elements)")
    }
}
