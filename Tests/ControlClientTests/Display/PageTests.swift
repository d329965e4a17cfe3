import ControlAPI
import ControlClient
import Testing

/// What the commands print.
@Suite struct PageTests {
    @Test func statusIsTheProcessAndItsLoops() {
        #expect(
            StatusPage.lines(Sample.status, colored: false) == [
                "nano-runtime 0.6.0, ready, pid 42, up 3m 12s",
                "address      127.0.0.1:8080",
                "apps         2 serving, 1 drained",
                "generations  2 serving",
                "connections  3 open, 0 refused",
                "requests     1,000, 0 errors",
                "memory       12.0 MiB resident",
                "",
                "LOOP    REQUESTS  CONNECTIONS      LAG",
                "loop-0     1,000            3  0.10 ms",
            ])
    }

    @Test func appsAreATable() {
        #expect(
            AppsPage.lines([Sample.app()], colored: false) == [
                "APP    STATE    GENERATION  VERSION  IN FLIGHT  REQUESTS  ERRORS  FROM       "
                    + "HOSTS",
                "hello  serving           1  1.0.0            0         0       0  directory  "
                    + "hello, hello.localhost",
            ])
        #expect(AppsPage.lines([], colored: false) == ["no apps"])
    }

    @Test func anAppExplainsItsDrain() {
        var draining = Sample.generation(
            1, .draining, active: 1, drain: DrainProgressTests.drain)
        draining.requests = [
            HeldRequestReport(
                method: "GET", path: "/\u{1B}slow", client: "127.0.0.1:5000",
                ageMilliseconds: 12_500, phase: .handlerOnLane, loop: "loop-1")
        ]
        let lines = AppPage.lines(Sample.app(generations: [draining]), colored: false)
        #expect(lines.first == "hello serving")
        #expect(
            lines.contains("generation 1 drains: 1 of 8 in flight, oldest 12 s, cut in 18 s"))
        #expect(
            lines.last
                == #"  GET     /\u{1B}slow  127.0.0.1:5000  12 s  handler on lane  loop-1"#)
    }

    @Test func aParkedGenerationTellsItsThreads() {
        var parked = Sample.generation(1, .parked, active: 1, reason: "a handler has not returned")
        parked.threads = [
            HeldThreadReport(id: 77, name: "lane-2", backtrace: ["spin+0x12", "libc.so.6+0x8"])
        ]
        let lines = AppPage.lines(Sample.app(generations: [parked]), colored: false)
        #expect(
            lines.suffix(4) == [
                "generation 1 is parked: a handler has not returned",
                "  thread 77 (lane-2)", "    spin+0x12", "    libc.so.6+0x8",
            ])
    }

    @Test func anEventIsALineOfWords() {
        let event = ReceivedEvent(
            id: 7, name: "app_loaded",
            json: #"{"ts":"T","level":"info","event":"app_loaded","b":"x y","app":"hello","a":1}"#)
        #expect(
            EventLine.text(event, colored: false) == #"7 T info app_loaded app=hello a=1 b="x y""#)
        #expect(
            EventLine.text(ReceivedEvent(id: nil, name: "odd", json: "?"), colored: true) == "odd ?"
        )
    }
}
