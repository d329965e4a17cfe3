import Glibc
import Testing

@testable import Runtime

/// When a file counts as whole, and when as gone.
@Suite struct SettlingTests {
    private let path = "/plugins/app.so"

    private func identity(_ size: Int) -> FileIdentity {
        var status = stat()
        status.st_size = size
        return FileIdentity(status)
    }

    @Test func aFileSettlesWhenItIsTheSameFor50Milliseconds() {
        var settling = Settling()
        func judge(_ size: Int, _ now: Int) -> Settling.Verdict {
            settling.judge(path, identity(size), nowMilliseconds: now)
        }
        #expect(judge(1, 1_000) == .lookAgain(milliseconds: 50))
        #expect(judge(1, 1_049) == .lookAgain(milliseconds: 1))
        #expect(judge(2, 1_050) == .lookAgain(milliseconds: 50))
        #expect(judge(2, 1_100) == .settled)
    }

    @Test func aFileRenamedIntoPlaceIsSettledAtOnce() {
        var settling = Settling()
        let verdict = settling.judge(path, identity(1), wasRenamedIn: true, nowMilliseconds: 0)
        #expect(verdict == .settled)
    }

    @Test func anOldFileIsSettledAtOnceAndOneFromTheFutureIsNot() {
        var settling = Settling()
        func judge(_ age: Int) -> Settling.Verdict {
            settling.judge(path, identity(1), modifiedMillisecondsAgo: age, nowMilliseconds: 0)
        }
        #expect(judge(-5_000) == .lookAgain(milliseconds: 50))
        #expect(judge(2_000) == .lookAgain(milliseconds: 50))
        #expect(judge(2_001) == .settled)
    }

    @Test func aMissingFileIsGoneAfter100Milliseconds() {
        var settling = Settling()
        #expect(
            settling.judge(path, nil, wasRenamedIn: true, nowMilliseconds: 0)
                == .lookAgain(milliseconds: 100))
        #expect(settling.judge(path, nil, nowMilliseconds: 99) == .lookAgain(milliseconds: 1))
        #expect(settling.judge(path, nil, nowMilliseconds: 100) == .settled)
    }

    @Test func aFileThatCameBackHasItsWholeTimeAgain() {
        var settling = Settling()
        _ = settling.judge(path, nil, nowMilliseconds: 0)
        settling.forget(path)
        #expect(settling.judge(path, nil, nowMilliseconds: 500) == .lookAgain(milliseconds: 100))
    }

    @Test func aTruncatedFileMayGrowForTwoSeconds() {
        var settling = Settling()
        _ = settling.judge(path, identity(1), wasRenamedIn: true, nowMilliseconds: 0)
        func judge(_ now: Int) -> Settling.Verdict {
            settling.judgeTruncated(path, identity(1), nowMilliseconds: now)
        }
        #expect(judge(10) == .lookAgain(milliseconds: 1_990))
        #expect(judge(2_000) == .settled)
    }

    @Test func onlyPathsThatStillMatterAreKept() {
        var settling = Settling()
        _ = settling.judge("/a", identity(1), nowMilliseconds: 0)
        _ = settling.judge("/b", identity(1), nowMilliseconds: 0)
        settling.keep(["/a"])
        #expect(settling.judge("/a", identity(1), nowMilliseconds: 50) == .settled)
        #expect(
            settling.judge("/b", identity(1), nowMilliseconds: 50) == .lookAgain(milliseconds: 50))
    }
}
