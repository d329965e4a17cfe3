import Configuration
import Testing

@Suite struct AppListTests {
    @Test func aBrokenEntryTakesDownNoOther() throws {
        let configuration = try read(
            """
            {"apps": [
              {"name": "a", "path": "a.so"},
              {"name": "b", "path": "b.so", "max_body_bytes": "10M"},
              7,
              {"name": "c", "path": "c.so"}
            ]}
            """)
        #expect(configuration.apps.map(\.name.text) == ["a", "c"])
        #expect(configuration.rejected.map(\.app) == [try AppName("b"), nil])
        #expect(
            configuration.rejected.map(\.description) == [
                "nano.json:3:51: apps[1].max_body_bytes: expected a whole number from 0 to "
                    + "1099511627776, got the string \"10M\"",
                "nano.json:4:3: apps[2]: expected an object, got 7",
            ])
    }

    @Test func anErrorCarriesItsPartsApart() throws {
        let error = try #require(
            try read(#"{"apps": [{"name": "a", "path": 1}]}"#).rejected.first
        ).error
        #expect(error.file == "nano.json")
        #expect(error.line == 1)
        #expect(error.column == 33)
        #expect(error.keyPath == "apps[0].path")
        #expect(error.expected == "a path of 1 to 4095 bytes without NUL")
        #expect(error.got == "1")
    }

    @Test func anEntryNeedsANameAndAPath() throws {
        #expect(
            try rejections(in: #"{"apps": [{"path": "a.so"}, {"name": "b"}]}"#) == [
                "nano.json:1:11: apps[0].name: expected an app name (a-z, 0-9, then also . _ -; "
                    + "at most 63 bytes), got no such key",
                "nano.json:1:29: apps[1].path: expected a path of 1 to 4095 bytes without NUL, "
                    + "got no such key",
            ])
    }

    @Test func anInvalidNameSaysWhichByte() throws {
        #expect(
            try rejections(in: #"{"apps": [{"name": "Hello", "path": "a.so"}]}"#) == [
                "nano.json:1:20: apps[0].name: expected an app name (a-z, 0-9, then also . _ -; "
                    + "at most 63 bytes), got the string \"Hello\" (byte 1 is 0x48 'H')"
            ])
    }

    @Test func suggestsTheKeyOfAnEntry() throws {
        #expect(
            try rejections(in: #"{"apps": [{"name": "a", "path": "a.so", "hostnmae": "b"}]}"#) == [
                #"nano.json:1:41: apps[0]: unknown key "hostnmae" (did you mean "hostname"?)"#
            ])
    }

    @Test func theSecondEntryOfANameIsRefusedAndTheFirstStands() throws {
        let configuration = try read(
            """
            {"apps": [
              {"name": "a", "path": "first.so"},
              {"name": "a", "path": "second.so"}
            ]}
            """)
        #expect(configuration.apps.map(\.path) == ["first.so"])
        #expect(
            configuration.rejected.map(\.description) == [
                #"nano.json:3:12: apps[1].name: expected a name that no other app has, "#
                    + #"got the string "a" (it is the name of apps[0] "a" at line 2)"#
            ])
    }

    @Test func aBrokenEntryKeepsItsNameFromTheNext() throws {
        let configuration = try read(
            """
            {"apps": [
              {"name": "a", "path": ""},
              {"name": "a", "path": "second.so"}
            ]}
            """)
        #expect(configuration.apps.isEmpty)
        #expect(configuration.rejected.count == 2)
    }

    @Test func aHostBelongsToTheFirstThatTakesIt() throws {
        let configuration = try read(
            """
            {"apps": [
              {"name": "a", "path": "a.so", "hostname": "x.example"},
              {"name": "b", "path": "b.so",
               "hostnames": ["y.example", "X.EXAMPLE."]},
              {"name": "c", "path": "c.so", "hostname": "y.example"}
            ]}
            """)
        #expect(configuration.apps.map(\.name.text) == ["a", "c"])
        #expect(
            configuration.rejected.map(\.description) == [
                "nano.json:4:31: apps[1].hostnames[1]: expected hosts that no other app "
                    + "answers to, got the string \"X.EXAMPLE.\" (\"x.example\" is a host of "
                    + "apps[0] \"a\" at line 2)"
            ])
    }

    @Test func aDefaultHostIsTakenLikeAnyOther() throws {
        #expect(
            try rejections(
                in: """
                    {"apps": [
                      {"name": "a", "path": "a.so", "hostname": "b.localhost"},
                      {"name": "b", "path": "b.so"}
                    ]}
                    """) == [
                    "nano.json:3:12: apps[1].name: expected hosts that no other app answers to, "
                        + "got the string \"b\" (\"b.localhost\" is a host of apps[0] \"a\" at "
                        + "line 2)"
                ])
    }

    @Test func aBrokenEntryTakesNoHost() throws {
        let configuration = try read(
            """
            {"apps": [
              {"name": "a", "path": "a.so", "hostname": "x.example", "max_body_bytes": -1},
              {"name": "b", "path": "b.so", "hostname": "x.example"}
            ]}
            """)
        #expect(configuration.apps.map(\.name.text) == ["b"])
    }
}
