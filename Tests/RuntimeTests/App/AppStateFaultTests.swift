import Testing

@testable import Runtime

/// What becomes of an app whose plugin faults, hangs, or holds up event loops.
@Suite struct AppStateFaultTests {
    @Test func whatFaultedIsOutOfRoutingAndLoadedAfresh() {
        var state = AppState.serving(1)
        #expect(state.fault(1) == [.freezeLanes(1), .drain(1), .publish, .reload])
        #expect(state.route == .reloading)
        #expect(state.deploy(2, .afresh) == [.publish])
        #expect(state.route == .serving(2))
    }

    @Test func whatFaultedIsPinnedWhenItsLeasesHaveEnded() {
        var state = AppState.serving(1)
        _ = state.fault(1)
        #expect(state.handle(.leasesEnded(1)) == [.pin(1)])
        #expect(state.generations.isEmpty)
    }

    @Test func whatFaultedIsCutAndPinnedAtTheDeadline() {
        var state = AppState.serving(1)
        _ = state.fault(1)
        #expect(state.handle(.deadline(1)) == [.cut(1), .pin(1)])
    }

    @Test func theFirstOfSeveralFaultsCounts() {
        var state = AppState.serving(1)
        _ = state.fault(1)
        #expect(state.fault(1) == [])
        #expect(state.faults.count == 1)
    }

    @Test func moreFaultsInAMinuteThanAreAllowedQuarantine() {
        var state = AppState.serving(1)
        for (number, seconds) in [(1, 0), (2, 20), (3, 40)] as [(UInt64, Int)] {
            #expect(state.fault(GenerationID(number), atSeconds: seconds).last == .reload)
            state.deploy(GenerationID(number + 1), .afresh)
        }
        #expect(state.fault(4, atSeconds: 59) == [.freezeLanes(4), .drain(4), .publish])
        #expect(state.route == .quarantined)
    }

    @Test func faultsOfMoreThanAMinuteAgoDoNotCount() {
        var state = AppState.serving(1)
        for (number, seconds) in [(1, 0), (2, 20), (3, 40)] as [(UInt64, Int)] {
            _ = state.fault(GenerationID(number), atSeconds: seconds)
            state.deploy(GenerationID(number + 1), .afresh)
        }
        #expect(state.fault(4, atSeconds: 60).last == .reload)
    }

    @Test func theFirstFaultQuarantinesWhereNoneIsAllowed() {
        var state = AppState.serving(1)
        #expect(state.fault(1, countMax: 0) == [.freezeLanes(1), .drain(1), .publish])
        #expect(state.route == .quarantined)
    }

    @Test func anotherFileEndsTheQuarantineAndTheCount() {
        var state = AppState.serving(1)
        _ = state.fault(1, countMax: 0)
        #expect(state.deploy(2) == [.publish])
        #expect(state.route == .serving(2))
        #expect(state.faults.count == 0)
    }

    @Test func aRemovalEndsTheQuarantine() {
        var state = AppState.serving(1)
        _ = state.fault(1, countMax: 0)
        _ = state.handle(.leasesEnded(1))
        #expect(state.handle(.removed) == [.publish, .forget])
        #expect(state.route == .unknown)
    }

    @Test func aCandidateThatIsBeingCreatedReplacesWhatFaulted() {
        var state = AppState.serving(1)
        _ = state.handle(.staged(2, .newFile))
        _ = state.handle(.loaded(2))
        #expect(state.fault(1) == [.freezeLanes(1), .drain(1), .publish])
        #expect(state.handle(.created(2, [])) == [.publish])
        #expect(state.route == .serving(2))
    }

    @Test func whatFaultedIsLoadedAfreshWhenTheCandidateIsRejected() {
        var state = AppState.serving(1)
        _ = state.handle(.staged(2, .newFile))
        _ = state.fault(1)
        #expect(state.handle(.loadFailed(2)) == [.reject(2), .reload])
    }

    @Test func whatCannotBeLoadedAfreshIsQuarantined() {
        var state = AppState.serving(1)
        _ = state.fault(1)
        _ = state.handle(.staged(2, .afresh))
        _ = state.handle(.loaded(2))
        #expect(state.handle(.createFailed(2)) == [.reject(2), .publish, .close(2)])
        #expect(state.route == .quarantined)
    }

    @Test func aFaultInCreateRejectsTheCandidateAndPinsIt() {
        var state = AppState.serving(1)
        _ = state.handle(.staged(2, .newFile))
        _ = state.handle(.loaded(2))
        #expect(state.fault(2) == [.reject(2)])
        #expect(state.handle(.createFailed(2)) == [.pin(2)])
        #expect(state == .serving(1))
    }

    @Test func aFaultInDestroyPins() {
        var state = AppState.serving(1, 2)
        _ = state.handle(.leasesEnded(1))
        #expect(state.handle(.lanesEnded(1)) == [.destroy(1)])
        #expect(state.fault(1) == [])
        #expect(state.handle(.destroyed(1)) == [.pin(1)])
        #expect(state.route == .serving(2))
        #expect(state.faults.count == 0)
    }

    @Test func whatHangsIsParkedAndDestroyedWhenItsThreadHasLeft() {
        var state = AppState.serving(1)
        _ = state.handle(.strayed(1))
        let actions = state.fault(1, isThreadInside: true)
        #expect(actions == [.park(1), .drain(1), .publish, .reload])
        state.deploy(2, .afresh)
        #expect(state.handle(.leasesEnded(1)) == [.endLanes(1)])
        #expect(state.handle(.lanesEnded(1)) == [])
        #expect(state.handle(.deadline(1)) == [])
        #expect(state.handle(.strayReturned(1)) == [.destroy(1)])
        #expect(state.handle(.destroyed(1)) == [.close(1)])
    }

    @Test func threeBlockedCallsInAMinuteMoveTheAppToLanes() {
        var state = AppState.serving(1)
        #expect(state.handle(.blocked(1, atMilliseconds: 0)) == [])
        #expect(state.handle(.blocked(1, atMilliseconds: 59_000)) == [])
        #expect(state.handle(.blocked(1, atMilliseconds: 60_000)) == [])
        #expect(state.handle(.blocked(1, atMilliseconds: 61_000)) == [.moveToLanes(1)])
        #expect(state.handle(.blocked(1, atMilliseconds: 61_001)) == [])
    }

    @Test(
        arguments: [(.sameFile, true), (.afresh, true), (.newFile, false)]
            as [(GenerationState.Origin, Bool)])
    func anotherFileBeginsInline(_ origin: GenerationState.Origin, isMovedToLanes: Bool) {
        var state = AppState.serving(1)
        for _ in 0..<3 { _ = state.handle(.blocked(1, atMilliseconds: 0)) }
        state.deploy(2, origin)
        #expect(state.isMovedToLanes == isMovedToLanes)
    }
}
