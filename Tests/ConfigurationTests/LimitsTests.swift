import Configuration
import Testing

@Suite struct LimitsTests {
    /// Every key with a value of its own, and what it comes to.
    private static let all = """
        {"limits": {
          "max_request_line_bytes": 1001, "max_field_section_bytes": 1002, "max_fields": 103,
          "max_chunk_extension_bytes": 104, "head_timeout_s": 5, "min_body_bytes_per_s": 106,
          "body_grace_s": 7, "write_timeout_s": 8, "idle_timeout_s": 9, "linger_timeout_s": 10,
          "max_connections": 1011, "max_connections_per_address": 112
        }}
        """

    @Test func everyKeyIsRead() throws {
        var limits = Limits()
        limits.requestLineBytesMax = 1001
        limits.fieldSectionBytesMax = 1002
        limits.fieldCountMax = 103
        limits.chunkExtensionBytesMax = 104
        limits.headTimeoutSeconds = 5
        limits.bodyBytesPerSecondMin = 106
        limits.bodyGraceSeconds = 7
        limits.writeTimeoutSeconds = 8
        limits.idleTimeoutSeconds = 9
        limits.lingerTimeoutSeconds = 10
        limits.connectionCountMax = 1011
        limits.connectionCountPerAddressMax = 112
        #expect(try read(Self.all).limits == limits)
        for key in ConfigurationFormat.limits { #expect(Self.all.contains("\"\(key.name)\"")) }
    }

    @Test func whatIsLeftOutKeepsItsDefault() throws {
        var limits = Limits()
        limits.connectionCountMax = 4
        #expect(try read(#"{"limits": {"max_connections": 4}}"#).limits == limits)
        #expect(try read("{}").limits == Limits())
    }

    @Test func everyValueOutOfItsRangeIsRefusedWithTheRange() {
        for key in ConfigurationFormat.limits {
            for value in ["-1", "1.5", "9999999999", "\"10\"", "null"] {
                let line = refusal(of: "{\"limits\": {\"\(key.name)\": \(value)}}")
                #expect(line.contains("limits.\(key.name): expected \(key.type), got "))
            }
        }
    }

    @Test func aMistypedKeyIsRefusedWithASuggestion() {
        #expect(
            refusal(of: #"{"limits": {"max_conections": 4}}"#)
                == #"nano.json:1:13: limits: unknown key "max_conections" "#
                + #"(did you mean "max_connections"?)"#)
    }

    @Test func anAppCannotSetThem() throws {
        let lines = try rejections(
            in: #"{"apps": [{"name": "a", "path": "a.so", "limits": {}}]}"#)
        #expect(lines.count == 1)
        #expect(lines.first?.contains(#"unknown key "limits""#) == true)
    }
}
