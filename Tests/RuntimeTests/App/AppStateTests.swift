import Testing

@testable import Runtime

/// The drain state machine, with no file, thread, clock or image.
@Suite struct AppStateTests {
    private let one: GenerationID = 1
    private let two: GenerationID = 2

    @Test func aDroppedFileIsLoadedCreatedAndPublished() {
        var state = AppState()
        #expect(state.handle(.staged(one, .newFile)) == [.load(one)])
        #expect(state.handle(.loaded(one)) == [.create(one)])
        #expect(state.route == .unknown)
        #expect(state.handle(.created(one, [])) == [.publish])
        #expect(state.route == .serving(one))
    }

    @Test func aReplacementIsPublishedBeforeTheOldGenerationDrains() {
        var state = AppState.serving(one)
        _ = state.handle(.staged(two, .newFile))
        _ = state.handle(.loaded(two))
        #expect(state.route == .serving(one))
        #expect(state.handle(.created(two, [])) == [.publish, .drain(one)])
        #expect(state.route == .serving(two))
    }

    @Test func aReplacementThatFailsToLoadChangesNothing() {
        var state = AppState.serving(one)
        _ = state.handle(.staged(two, .newFile))
        #expect(state.handle(.loadFailed(two)) == [.reject(two)])
        #expect(state == AppState.serving(one))
    }

    @Test func aReplacementWhoseCreateFailsIsClosedWithoutDestroy() {
        var state = AppState.serving(one)
        _ = state.handle(.staged(two, .newFile))
        _ = state.handle(.loaded(two))
        #expect(state.handle(.createFailed(two)) == [.reject(two), .close(two)])
        #expect(state.handle(.closed(two)) == [])
        #expect(state == AppState.serving(one))
    }

    @Test func anAppWhoseImageCannotBeClosedYetLeavesTheRoute() {
        var state = AppState.serving(one)
        for event in [.removed, .leasesEnded(one), .lanesEnded(one), .destroyed(one)]
            as [AppState.Event]
        {
            _ = state.handle(event)
        }
        #expect(state.route == .draining(one))
        #expect(state.handle(.deadline(one)) == [.publish])
        #expect(state.route == .unknown)
        #expect(state.handle(.closed(one)) == [.forget])
    }

    @Test func aRemovedAppDrainsEndsItsLanesIsDestroyedClosedAndForgotten() {
        var state = AppState.serving(one)
        #expect(state.handle(.removed) == [.publish, .drain(one)])
        #expect(state.route == .draining(one))
        #expect(state.handle(.leasesEnded(one)) == [.endLanes(one)])
        #expect(state.handle(.lanesEnded(one)) == [.destroy(one)])
        #expect(state.handle(.destroyed(one)) == [.close(one)])
        #expect(state.route == .draining(one))
        #expect(state.handle(.closed(one)) == [.publish, .forget])
        #expect(state.route == .unknown)
    }

    @Test func atTheDrainDeadlineTheGenerationIsCutParkedAndOutOfRouting() {
        var state = AppState.serving(one)
        _ = state.handle(.removed)
        #expect(state.handle(.deadline(one)) == [.cut(one), .park(one), .publish])
        #expect(state.route == .unknown)
        #expect(state.handle(.leasesEnded(one)) == [.endLanes(one)])
        #expect(state.handle(.lanesEnded(one)) == [.destroy(one)])
        #expect(state.handle(.destroyed(one)) == [.close(one)])
        #expect(state.handle(.closed(one)) == [.forget])
    }

    @Test func aParkedGenerationIsNotClosedWhileALaneRuns() {
        var state = AppState.serving(one)
        _ = state.handle(.removed)
        _ = state.handle(.deadline(one))
        #expect(state.handle(.leasesEnded(one)) == [.endLanes(one)])
        #expect(state.generations[one]?.phase == .parked)
    }

    @Test func anAppDroppedAgainWhileItDrainsServesAtOnce() {
        var state = AppState.serving(one)
        _ = state.handle(.removed)
        _ = state.handle(.staged(two, .newFile))
        _ = state.handle(.loaded(two))
        #expect(state.handle(.created(two, [])) == [.publish])
        #expect(state.route == .serving(two))
        #expect(state.handle(.leasesEnded(one)) == [.endLanes(one)])
    }

    @Test func aCandidateWhoseFileWasRemovedIsNeverPublished() {
        var state = AppState()
        _ = state.handle(.staged(one, .newFile))
        _ = state.handle(.loaded(one))
        #expect(state.handle(.removed) == [])
        #expect(state.handle(.created(one, [])) == [.destroy(one)])
        #expect(state.route == .unknown)
    }

    @Test func aCreateThatHangsIsRejectedAndClosedOnlyWhenItReturns() {
        var state = AppState.serving(one)
        _ = state.handle(.staged(two, .newFile))
        _ = state.handle(.loaded(two))
        #expect(state.handle(.deadline(two)) == [.reject(two), .park(two)])
        #expect(state.route == .serving(one))
        #expect(state.handle(.created(two, [])) == [.destroy(two)])
        #expect(state.handle(.destroyed(two)) == [.close(two)])
    }

    @Test func aDestroyThatHangsIsParkedAndClosedOnlyWhenItReturns() {
        var state = AppState.serving(one, two)
        _ = state.handle(.leasesEnded(one))
        _ = state.handle(.lanesEnded(one))
        #expect(state.handle(.deadline(one)) == [.park(one)])
        #expect(state.handle(.destroyed(one)) == [.close(one)])
    }

    @Test func aCandidateWhoseAppWasRemovedIsClosedWithoutCreate() {
        var state = AppState()
        _ = state.handle(.staged(one, .newFile))
        #expect(state.handle(.removed) == [])
        #expect(state.handle(.loaded(one)) == [.close(one)])
        #expect(state.handle(.closed(one)) == [.forget])
    }

    @Test func whatIsTakenOutDrainsAndAnswersUntilAnotherCandidateServes() {
        var state = AppState.serving(one)
        #expect(state.handle(.takenOut) == [.publish, .drain(one)])
        #expect(state.route == .drained)
        _ = state.handle(.leasesEnded(one))
        _ = state.handle(.lanesEnded(one))
        #expect(state.handle(.destroyed(one)) == [.close(one)])
        #expect(state.handle(.closed(one)) == [])
        #expect(state.route == .drained)
        #expect(state.deploy(two) == [.publish])
        #expect(state.route == .serving(two))
    }

    @Test func whatIsTakenOutAndRemovedAnswersAsLongAsItDrains() {
        var state = AppState.serving(one)
        _ = state.handle(.takenOut)
        #expect(state.handle(.removed) == [.publish])
        #expect(state.route == .draining(one))
        #expect(state.handle(.deadline(one)) == [.cut(one), .park(one), .publish])
        #expect(state.route == .unknown)
    }

    @Test func whatIsDrainedAndRemovedIsForgotten() {
        var state = AppState()
        state.deploy(one)
        for event in [
            .takenOut, .leasesEnded(one), .lanesEnded(one), .destroyed(one), .closed(one),
        ]
            as [AppState.Event]
        {
            _ = state.handle(event)
        }
        #expect(state.handle(.removed) == [.publish, .forget])
        #expect(state.route == .unknown)
    }

    @Test func aCandidateIsTakenOutWithWhatServes() {
        var state = AppState.serving(one)
        _ = state.handle(.staged(two, .newFile))
        _ = state.handle(.takenOut)
        #expect(state.handle(.loaded(two)) == [.close(two)])
        #expect(state.route == .drained)
    }

    @Test func whereNothingAnswersThereIsNothingToTakeOut() {
        var state = AppState()
        _ = state.handle(.staged(one, .newFile))
        #expect(state.handle(.takenOut) == [])
        _ = state.handle(.loaded(one))
        #expect(state.handle(.created(one, [])) == [.publish])
    }
}
