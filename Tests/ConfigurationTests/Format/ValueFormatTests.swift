import Configuration
import Testing

@Suite struct ValueFormatTests {
    @Test(arguments: ["0", "65535"])
    func acceptsAPortAtTheEdgesOfItsRange(literal: String) throws {
        #expect(try read("{\"port\": \(literal)}").port == Int(literal))
    }

    @Test(arguments: ["-1", "65536", "1e3", "80.0", "99999999999999999999999999", "true", "null"])
    func refusesAPortOutsideItsRange(literal: String) {
        #expect(
            refusal(of: "{\"port\": \(literal)}")
                == "nano.json:1:10: port: expected a whole number from 0 to 65535, got \(literal)")
    }

    @Test(arguments: [("0", 0), ("3600", 3600), ("0.25", 0.25), ("1E2", 100), ("1e-999", 0)])
    func acceptsSecondsOfAnySpelling(literal: String, seconds: Double) throws {
        #expect(try read("{\"drain_timeout_s\": \(literal)}").drainTimeoutSeconds == seconds)
    }

    @Test func minusZeroIsZero() throws {
        #expect(try read(#"{"drain_timeout_s": -0.0}"#).drainTimeoutSeconds?.sign == .plus)
    }

    @Test(arguments: ["-0.001", "3600.5", "1e999", "-1e999", "[]"])
    func refusesSecondsOutsideTheirRange(literal: String) {
        #expect(
            refusal(of: "{\"drain_timeout_s\": \(literal)}").hasPrefix(
                "nano.json:1:21: drain_timeout_s: expected a number of seconds from 0 to 3600"))
    }

    @Test func aHugeNumberIsCutShortInTheError() {
        let digits = String(repeating: "9", count: 500_000)
        #expect(
            refusal(of: "{\"drain_timeout_s\": \(digits)}")
                == "nano.json:1:21: drain_timeout_s: expected a number of seconds from 0 to 3600, "
                + "got \(digits.prefix(64))…")
    }

    @Test(arguments: [
        ("::1", "::1"), ("[::1]", "::1"), ("0:0:0:0:0:0:0:0", "::"), ("0.0.0.0", "0.0.0.0"),
        ("Localhost", "localhost"),
    ])
    func listensOnAnAddressOrAName(text: String, host: String) throws {
        #expect(try read("{\"host\": \"\(text)\"}").host == host)
    }

    @Test func refusesAPortInTheHost() {
        #expect(
            refusal(of: #"{"host": "127.0.0.1:80"}"#)
                == "nano.json:1:10: host: expected an IP address or host name, without a port, "
                + "got the string \"127.0.0.1:80\" (it has a port)")
    }

    @Test func refusesNULInAPath() throws {
        #expect(
            try rejections(in: #"{"apps": [{"name": "a", "path": "a\u0000.so"}]}"#) == [
                "nano.json:1:33: apps[0].path: expected a path of 1 to 4095 bytes without NUL, "
                    + #"got the string "a\u{0}.so""#
            ])
    }

    @Test(arguments: [#""""#, #""A=B""#, #""A\u0000""#])
    func refusesAnEnvironmentNameThatNoProgramCouldRead(name: String) {
        let line = refusal(of: "{\"defaults\": {\"env\": {\(name): \"x\"}}}")
        #expect(line.hasPrefix("nano.json:1:23: defaults.env["))
        #expect(line.contains("expected a name that is not empty, without NUL and \"=\""))
    }

    @Test(arguments: ["1", "null", #""a\u0000""#, "{}"])
    func refusesAnEnvironmentValueThatIsNoCString(value: String) {
        let line = refusal(of: "{\"defaults\": {\"env\": {\"A\": \(value)}}}")
        #expect(line.hasPrefix("nano.json:1:28: defaults.env.A: expected a string without NUL"))
    }

    @Test func refusesAnEmptyListOfHosts() throws {
        #expect(
            try rejections(in: #"{"apps": [{"name": "a", "path": "a.so", "hostnames": []}]}"#) == [
                "nano.json:1:54: apps[0].hostnames: expected an array of at least one host, each "
                    + "once, got an array (empty)"
            ])
    }

    @Test func refusesAHostThatIsListedTwice() throws {
        let text = #"{"apps": [{"name": "a", "path": "a.so", "hostnames": ["b", "B."]}]}"#
        #expect(
            try rejections(in: text) == [
                "nano.json:1:60: apps[0].hostnames[1]: expected each host once, "
                    + "got the string \"B.\" (a second time)"
            ])
    }
}
