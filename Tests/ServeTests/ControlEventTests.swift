import Testing

/// Events as operators get them: from an id, as they happen, and to the end.
struct ControlEventTests {
    @Test func whatHappenedIsTold() throws {
        try withServer(["app": .hello(1)]) { server in
            let stream = try EventStream(path: server.controlPath, "?follow=0")
            #expect(stream.head["content-type"] == "text/event-stream")
            let messages = try stream.all()
            #expect(messages.map(\.event) == ["app_loaded", "server_start"])
            #expect(messages.map(\.id) == [1, 2])
            #expect(try LoggedEvent(line: messages[1].data).port == server.port)
        }
    }

    @Test func whatHappensIsToldFromAnID() throws {
        try withServer(["app": .hello(1), "other": .hello(1)]) { server in
            let stream = try EventStream(path: server.controlPath, "?after=3")
            let resumed = try EventStream(
                path: server.controlPath, "?after=1", fields: ["Last-Event-ID: 3"])
            let one = try EventStream(path: server.controlPath, "?after=3&app=other")
            try server.plugins.install(.hello(2), as: "app")
            #expect(try stream.next("app_swapped").id == 4)
            #expect(try resumed.next()?.id == 4)
            try server.plugins.install(.hello(2), as: "other")
            #expect(try one.next("app_swapped").data.contains(#""app":"other""#))
        }
    }

    @Test func anIDOfAProcessBeforeThisOneMeansAll() throws {
        try withServer(["app": .hello(1)]) { server in
            let stream = try EventStream(path: server.controlPath, "?after=5000&follow=0")
            #expect(try stream.all().map(\.id) == [1, 2])
        }
    }

    @Test func theLastEventsComeBeforeTheEnd() throws {
        try withServer(["app": .hello(1)]) { server in
            let stream = try EventStream(path: server.controlPath)
            #expect(try server.terminate() == 0)
            let names = try stream.all().map(\.event)
            #expect(names.last == "server_stop" && names.contains("shutdown_drained"))
            try stream.connection.receiveEnd()
        }
    }

    @Test func whoeverReadsNothingHoldsUpNobodyAndLearnsWhatIsLost() throws {
        try withServer(["app": .hello(1)], "--threads", "1") { server in
            let stream = try EventStream(path: server.controlPath)
            for number in 0..<1_500 {
                _ = try server.control("POST", "/apps/nix\(number)/drain")
            }
            // It was not read: the ring has gone on, or the kernel has kept what it could not.
            var ids: [Int] = []
            while ids.last ?? 0 < 1_502, let message = try stream.next() {
                if message.event == "events_lost" {
                    #expect(message.data.hasPrefix(#"{"from":\#((ids.last ?? 0) + 1),"#))
                }
                if let id = message.id { ids.append(id) }
            }
            #expect(ids == ids.sorted() && ids.last ?? 0 >= 1_502)
            let late = try EventStream(path: server.controlPath, "?follow=0")
            #expect(try late.next()?.event == "events_lost")
        }
    }
}
