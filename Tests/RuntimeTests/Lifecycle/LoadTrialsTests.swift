import Glibc
import Testing

@testable import Runtime

/// Many trials: how many run at a time, and when each is over. The test is the clock.
@Suite struct LoadTrialsTests {
    private let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
    }

    private func trials(_ script: String, countMax: Int) throws -> LoadTrials {
        let path = try directory.write("program", "#!/bin/sh\n\(script)\n")
        try #require(chmod(path, 0o700) == 0)
        return LoadTrials(program: path, countMax: countMax, timeoutMilliseconds: 100)
    }

    /// Waits until one of them has something to tell.
    private func wait(_ trials: LoadTrials) throws {
        var entries = trials.descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        try #require(poll(&entries, nfds_t(entries.count), 10_000) > 0)
    }

    @Test func runsSoManyAtATimeAndTheOthersAfterThem() throws {
        var trials = try trials("printf x >&3", countMax: 2)
        let ids = (1...7).map { GenerationID($0) }
        for id in ids { trials.begin(id, path: "/copy.so") }
        #expect(trials.nextMilliseconds == 0)
        var passed: Set<GenerationID> = []
        #expect(trials.take(now: 0).isEmpty)
        while passed.count < ids.count {
            #expect((1...2).contains(trials.descriptors.count))
            try wait(trials)
            for (id, reason) in trials.take(now: 0) {
                #expect(reason == nil)
                #expect(passed.insert(id).inserted)
            }
        }
        #expect(passed == Set(ids))
        #expect(trials.descriptors.isEmpty && trials.nextMilliseconds == nil)
    }

    @Test func aTrialThatIsLateIsEnded() throws {
        var trials = try trials("exec cat <&3", countMax: 1)
        trials.begin(GenerationID(1), path: "/copy.so")
        #expect(trials.take(now: 1_000).isEmpty)
        #expect(trials.nextMilliseconds == 1_100)
        #expect(trials.take(now: 1_099).isEmpty)
        let results = trials.take(now: 1_100)
        #expect(results.map(\.reason) == ["a constructor did not return in 100 ms"])
        #expect(trials.descriptors.isEmpty)
    }

    @Test func cancellingEndsThoseThatRunAndThoseThatWait() throws {
        var trials = try trials("kill -STOP $$", countMax: 1)
        let ids = (1...3).map { GenerationID($0) }
        for id in ids { trials.begin(id, path: "/copy.so") }
        #expect(trials.take(now: 0).isEmpty)
        #expect(trials.cancel() == ids)
        #expect(trials.descriptors.isEmpty && trials.nextMilliseconds == nil)
    }

    @Test func whatCannotBeTriedIsNotLoaded() {
        var trials = LoadTrials(program: "/nowhere", countMax: 1, timeoutMilliseconds: 100)
        trials.begin(GenerationID(1), path: "/copy.so")
        let results = trials.take(now: 0)
        #expect(
            results.map(\.reason) == [
                "cannot try its constructors in a process of their own: posix_spawn: "
                    + "No such file or directory"
            ])
    }
}
