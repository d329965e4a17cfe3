import Configuration
import Testing

@Suite struct AppLimitsTests {
    /// Every key with a value of its own.
    private static let own = """
        "max_body_bytes": 1001, "timeout_ms": 1002, "threads": 3, "queue_max": 1004,
        "max_concurrency": 1005, "max_requests_per_s": 1006, "max_faults": 7,
        "kv_max_bytes": 1008
        """

    private static func settings(app: String, defaults: String = "") throws -> AppSettings {
        let configuration = try read(
            #"{"defaults": {\#(defaults)}, "apps": [{"name": "a", "path": "a.so"\#(app)}]}"#)
        return configuration.settings(for: try #require(configuration.apps.first))
    }

    private static func expectOwn(_ settings: AppSettings) {
        #expect(settings.maxBodyBytes == 1001)
        #expect(settings.timeoutMilliseconds == 1002)
        #expect(settings.laneCountMax == 3)
        #expect(settings.queueCountMax == 1004)
        #expect(settings.concurrencyMax == 1005)
        #expect(settings.requestsPerSecondMax == 1006)
        #expect(settings.faultCountMax == 7)
        #expect(settings.storeBytesMax == 1008)
    }

    @Test func everyKeyOfAnAppIsRead() throws {
        Self.expectOwn(try Self.settings(app: ", \(Self.own)"))
    }

    @Test func everyKeyOfTheDefaultsIsRead() throws {
        Self.expectOwn(try Self.settings(app: "", defaults: Self.own))
    }

    @Test func theAppsOwnWinOverTheDefaultsOneByOne() throws {
        let settings = try Self.settings(
            app: #", "threads": 9, "max_concurrency": 0"#, defaults: Self.own)
        #expect(settings.laneCountMax == 9)
        #expect(settings.concurrencyMax == 0)
        #expect(settings.queueCountMax == 1004)
        #expect(settings.timeoutMilliseconds == 1002)
    }

    @Test func aFileBesideThePluginMayGiveThem() throws {
        let entry = try AppEntry.parse(
            Array("{\(Self.own)}".utf8), file: "a.json", name: AppName("a"))
        Self.expectOwn(ServerConfiguration().settings(for: entry))
    }

    @Test func whatNobodyGivesHasItsDefault() throws {
        let settings = try Self.settings(app: "")
        #expect(settings.maxBodyBytes == 1 << 20)
        #expect(settings.timeoutMilliseconds == 5_000)
        #expect(settings.laneCountMax == 4)
        #expect(settings.queueCountMax == 1_000)
        #expect(settings.concurrencyMax == 0)
        #expect(settings.requestsPerSecondMax == 0)
        #expect(settings.faultCountMax == 3)
        #expect(settings.storeBytesMax == 16 << 20)
    }

    @Test(arguments: [
        ("max_body_bytes", 0, 1 << 40), ("timeout_ms", 0, 3_600_000), ("threads", 1, 256),
        ("queue_max", 0, 100_000), ("max_concurrency", 0, 1_000_000),
        ("max_requests_per_s", 0, 1_000_000), ("max_faults", 0, 100),
        ("kv_max_bytes", 0, 1 << 40),
    ])
    func takesBothEndsOfItsRangeAndNothingBeyond(key: String, least: Int, most: Int) throws {
        for value in [least, most] {
            _ = try Self.settings(app: #", "\#(key)": \#(value)"#)
        }
        for value in ["\(least - 1)", "\(most + 1)", "1.5", "\"10\"", "null"] {
            let lines = try rejections(
                in: #"{"apps": [{"name": "a", "path": "a.so", "\#(key)": \#(value)}]}"#)
            #expect(
                lines.first?.contains("\(key): expected a whole number from \(least) to \(most)")
                    == true)
        }
    }
}
