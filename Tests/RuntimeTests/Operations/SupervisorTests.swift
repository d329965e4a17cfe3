import Glibc
import Testing

@testable import Runtime

/// What a supervisor hears, and when.
@Suite struct SupervisorTests {
    private let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
    }

    private func variables(_ path: String, watchdog: String? = nil) -> SupervisorVariables {
        var variables = ["NOTIFY_SOCKET": path]
        variables["WATCHDOG_USEC"] = watchdog
        return SupervisorVariables(variables, pid: 7)
    }

    @Test(arguments: [true, false])
    func itIsToldInOrder(isAbstract: Bool) throws {
        let name = directory.file("notify")
        let reader = try NotifyReader(path: isAbstract ? "@\(name)" : name)
        let supervisor = try #require(
            try Supervisor(variables(reader.path), asking: []) { Issue.record("\($0)") })
        supervisor.tell(.ready(status: "serving 2 apps"))
        supervisor.tell(.reloading(atMicroseconds: 5))
        supervisor.tell(.stopping(status: "draining\nnow", milliseconds: 35_000))
        supervisor.flush(seconds: 10)
        #expect(reader.next() == "READY=1\nSTATUS=serving 2 apps")
        #expect(
            reader.next()
                == "RELOADING=1\nMONOTONIC_USEC=5\nSTATUS=reading everything again")
        #expect(
            reader.next()
                == "STOPPING=1\nEXTEND_TIMEOUT_USEC=35000000\nSTATUS=draining now")
    }

    @Test func whoeverDoesNotAnswerEndsTheHeartbeat() throws {
        let reader = try NotifyReader(path: directory.file("notify"))
        let questions = Recorder<@Sendable () -> Void>()
        let participants = [
            Supervisor.Participant(name: "one") { $0() },
            Supervisor.Participant(name: "two") { questions.add($0) },
        ]
        let supervisor = try #require(
            try Supervisor(variables(reader.path, watchdog: "20000"), asking: participants) {
                // It speaks on when the test is over, and nobody listens.
                _ in
            })
        supervisor.tell(.status("well"))
        #expect(reader.next() == "STATUS=well")
        try #require(questions.waitFor(1).count == 1)
        #expect(reader.next() == "STATUS=no answer: two")
        #expect(reader.next() == "STATUS=no answer: two")
        questions.all[0]()
        var message = reader.next()
        while message == "STATUS=no answer: two" { message = reader.next() }
        #expect(message == "WATCHDOG=1")
        #expect(reader.next() == "STATUS=well")
        // Asked once more only now that it has answered.
        #expect(questions.waitFor(2).count >= 2)
    }

    @Test(arguments: ["relative", "@", "", "/nobody/there"])
    func aSocketThatIsNotThereIsToldOnce(path: String) throws {
        let errors = Recorder<String>()
        let supervisor = try Supervisor(variables(path), asking: []) { errors.add("\($0)") }
        guard !path.isEmpty else {
            #expect(supervisor == nil)
            return
        }
        #expect(errors.waitFor(1).first?.hasPrefix("NOTIFY_SOCKET: ") == true)
        supervisor?.tell(.status("unheard"))
        supervisor?.flush(seconds: 10)
        #expect(errors.all.count == 1)
    }

    @Test func aWatchdogOfAnotherProcessIsNotOurs() {
        let given = ["NOTIFY_SOCKET": "/run/notify", "WATCHDOG_USEC": "30000000"]
        func microseconds(_ more: [String: String]) -> Int? {
            SupervisorVariables(given.merging(more) { $1 }, pid: 7).watchdogMicroseconds
        }
        #expect(microseconds([:]) == 30_000_000)
        #expect(microseconds(["WATCHDOG_PID": "7"]) == 30_000_000)
        #expect(microseconds(["WATCHDOG_PID": "8"]) == nil)
        #expect(microseconds(["WATCHDOG_USEC": "0"]) == nil)
        #expect(microseconds(["WATCHDOG_USEC": "soon"]) == nil)
    }

    @Test func aHeartbeatAsksNobodyTwice() {
        var heartbeat = Heartbeat(of: ["a", "b", "c"])
        #expect(heartbeat.begin() == [0, 1, 2])
        let first = [0, 0, 2].map { heartbeat.answered($0) }
        #expect(first == [false, false, false])
        #expect(heartbeat.silent == ["b"])
        #expect(heartbeat.begin() == [0, 2])
        let second = [0, 1, 2].map { heartbeat.answered($0) }
        #expect(second == [false, false, true])
        #expect(heartbeat.silent.isEmpty)
    }
}
