import Testing

@testable import nano_tools

/// How the runtime's events are told to an author.
@Suite struct ServerEventTests {
    @Test(arguments: [
        (
            #"{"level":"info","event":"server_start","host":"127.0.0.1","port":8080}"#,
            "serving http://127.0.0.1:8080/"
        ),
        (
            #"{"level":"info","event":"app_swapped","generation":2,"from_generation":1,"#
                + #""version":"1.0","execution":"lane"}"#,
            "generation 2 serves: version 1.0, lane; generation 1 drains"
        ),
        (
            #"{"level":"error","event":"app_rejected","reason":"no manifest"}"#,
            "rejected: no manifest"
        ),
        (
            #"{"level":"warning","event":"app_log","message":"disk is full"}"#,
            "log warning: disk is full"
        ),
        (#"{"level":"error","event":"of_tomorrow","reason":"why"}"#, "of_tomorrow: why"),
    ])
    func isShort(json: String, line: String) throws {
        #expect(try #require(ServerEvent(json: json)).line == line)
    }

    @Test func whatOnlyOperatorsNeedIsLeftOut() throws {
        let event = try #require(ServerEvent(json: #"{"level":"info","event":"app_drained"}"#))
        #expect(event.line == nil)
        #expect(ServerEvent(json: "not an event") == nil)
    }
}
