import ControlAPI
import Testing

@testable import ControlClient

@Suite struct TopScreenTests {
    func sample(_ seconds: Double, _ apps: [AppReport], pid: Int = 42) -> TopSample {
        var status = Sample.status
        status.pid = pid
        return TopSample(seconds: seconds, status: status, apps: apps)
    }

    func screen() -> TopScreen {
        var screen = TopScreen()
        screen.take(
            sample(1, [Sample.app("a", traffic: Sample.traffic(10)), Sample.app("b")]))
        screen.take(
            sample(
                3,
                [
                    Sample.app("a", traffic: Sample.traffic(10)),
                    Sample.app(
                        "b",
                        traffic: Sample.traffic(50, errors: 3, latencyCounts: [50, 0, 0, 0])),
                ]))
        return screen
    }

    @Test func ratesAreWhatCameBetweenTwoSamples() {
        let lines = screen().lines(width: 200, height: 24, colored: false)
        #expect(lines[0] == "nano-runtime 0.6.0, ready, pid 42, up 3m 12s")
        #expect(
            lines[4]
                == "APP  STATE    REQ/S  ERR/S  503/S  IN FLIGHT      P50      P99  GENERATION")
        #expect(
            lines[5]
                == "b    serving   25.0    1.5      0          0  0.50 ms  0.99 ms           1")
        #expect(
            lines[6]
                == "a    serving      0      0      0          0        –        –           1")
    }

    @Test func theOrderIsChosen() {
        var screen = screen()
        screen.order = .name
        #expect(screen.lines(width: 200, height: 24, colored: false)[5].hasPrefix("a "))
        screen.order = .latency
        #expect(screen.lines(width: 200, height: 24, colored: false)[5].hasPrefix("b "))
    }

    @Test func aProcessThatStartedAnewHasNoRatesYet() {
        var screen = screen()
        screen.take(sample(4, [Sample.app("a", traffic: Sample.traffic(1))], pid: 43))
        screen.take(sample(5, [Sample.app("a", traffic: Sample.traffic(3))], pid: 43))
        #expect(screen.lines(width: 200, height: 24, colored: false)[5].contains("2.0"))
    }

    @Test func itFitsTheTerminal() {
        for (width, height) in [(1, 1), (20, 5), (80, 6), (200, 100)] {
            let lines = screen().lines(width: width, height: height, colored: false)
            #expect(lines.count <= height)
            #expect(lines.allSatisfy { $0.count <= width })
        }
    }

    @Test func aFailureTakesTheLastLine() {
        var screen = screen()
        screen.take(failure: "nobody there")
        #expect(screen.lines(width: 80, height: 24, colored: false).last == "nobody there")
    }
}
