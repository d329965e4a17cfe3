import Testing

@testable import Runtime

/// How one generation of an app makes way for the next.
@Suite struct AppStateHandoverTests {
    /// The second generation is created; the first one serves.
    private func created(_ extensions: ExtensionSet = .state) -> AppState {
        var state = AppState.serving(1, with: extensions)
        _ = state.handle(.staged(2, .newFile))
        _ = state.handle(.loaded(2))
        _ = state.handle(.created(2, extensions))
        return state
    }

    // MARK: State

    @Test func stateGoesOverBeforeThePublicationAndOnceMoreAfterTheDrain() {
        var state = AppState.serving(1, with: .state)
        _ = state.handle(.staged(2, .newFile))
        _ = state.handle(.loaded(2))
        #expect(state.handle(.created(2, .state)) == [.save(1, .publish)])
        #expect(state.handle(.saved(1, isSuccess: true)) == [.restore(2, from: 1, .publish)])
        #expect(state.handle(.restored(2, isSuccess: true)) == [.publish, .drain(1)])
        #expect(state.handle(.leasesEnded(1)) == [.endLanes(1)])
        #expect(state.handle(.lanesEnded(1)) == [.save(1, .drained)])
        #expect(
            state.handle(.saved(1, isSuccess: true))
                == [.restore(2, from: 1, .drained), .destroy(1)])
        #expect(state.handle(.restored(2, isSuccess: true)) == [])
    }

    @Test(
        arguments: [([], .state), (.state, []), (.quiesce, .state)]
            as [(ExtensionSet, ExtensionSet)])
    func nothingGoesOverWhereOneSideDoesNotKnowHow(_ former: ExtensionSet, _ next: ExtensionSet) {
        var state = AppState.serving(1, with: former)
        #expect(state.deploy(2, with: next) == [.publish, .drain(1)])
        _ = state.handle(.leasesEnded(1))
        #expect(state.handle(.lanesEnded(1)) == [.destroy(1)])
    }

    @Test func aRestoreThatFailsRejectsTheCandidateAndKeepsTheOldGeneration() {
        var state = created()
        _ = state.handle(.saved(1, isSuccess: true))
        #expect(state.handle(.restored(2, isSuccess: false)) == [.reject(2), .destroy(2)])
        #expect(state.handle(.destroyed(2)) == [.close(2)])
        _ = state.handle(.closed(2))
        #expect(state == .serving(1, with: .state))
    }

    @Test func aSaveThatFailsRejectsTheCandidate() {
        var state = created()
        #expect(state.handle(.saved(1, isSuccess: false)) == [.reject(2), .destroy(2)])
        #expect(state.route == .serving(1))
    }

    @Test func aRestoreThatHangsRejectsTheCandidateAndParksIt() {
        var state = created()
        _ = state.handle(.saved(1, isSuccess: true))
        #expect(state.handle(.deadline(2)) == [.reject(2), .park(2)])
        #expect(state.route == .serving(1))
        #expect(state.handle(.restored(2, isSuccess: true)) == [.destroy(2)])
    }

    @Test func aSaveThatHangsRejectsThisCandidateAndTheNextOne() {
        var state = created()
        #expect(state.handle(.callDeadline(1)) == [.reject(2), .destroy(2)])
        _ = state.handle(.staged(3, .newFile))
        _ = state.handle(.loaded(3))
        #expect(state.handle(.created(3, .state)) == [.reject(3), .destroy(3)])
        #expect(state.route == .serving(1))
    }

    @Test func aFaultInRestoreRejectsTheCandidate() {
        var state = created()
        _ = state.handle(.saved(1, isSuccess: true))
        #expect(state.fault(2) == [.reject(2)])
        #expect(state.handle(.restored(2, isSuccess: false)) == [.pin(2)])
        #expect(state == .serving(1, with: .state))
    }

    @Test func whatFaultedHandsNothingOver() {
        var state = created()
        #expect(state.fault(1) == [.freezeLanes(1), .drain(1), .publish])
        #expect(state.route == .serving(2))
        _ = state.handle(.leasesEnded(1))
        #expect(state.handle(.saved(1, isSuccess: true)) == [.pin(1)])
    }

    @Test func whatChangedIsLostWhereTheAppWasRemovedMeanwhile() {
        var state = AppState.serving(1, 2, with: .state)
        _ = state.handle(.removed)
        _ = state.handle(.leasesEnded(1))
        #expect(state.handle(.lanesEnded(1)) == [.destroy(1)])
    }

    @Test func whatChangedWaitsForACallOfTheServingGeneration() {
        var state = AppState.serving(1, 2, with: [.state, .quiesce])
        _ = state.handle(.leasesEnded(1))
        #expect(state.handle(.lanesEnded(1)) == [.save(1, .drained)])
        _ = state.handle(.staged(3, .newFile))
        #expect(state.handle(.loaded(3)) == [.quiesce(2)])
        #expect(state.handle(.saved(1, isSuccess: true)) == [])
        #expect(
            state.handle(.quiesced(2, isSuccess: true))
                == [.create(3), .restore(2, from: 1, .drained), .destroy(1)])
    }

    // MARK: Quiesce

    @Test func whatServesQuiescesBeforeCreate() {
        var state = AppState.serving(1, with: .quiesce)
        _ = state.handle(.staged(2, .newFile))
        #expect(state.handle(.loaded(2)) == [.quiesce(1)])
        #expect(state.handle(.quiesced(1, isSuccess: true)) == [.create(2)])
        #expect(state.handle(.created(2, .quiesce)) == [.publish, .drain(1)])
    }

    @Test func itResumesWhenTheCandidateIsOutAndDestroyed() {
        var state = AppState.serving(1, with: [.quiesce, .state])
        _ = state.handle(.staged(2, .newFile))
        _ = state.handle(.loaded(2))
        _ = state.handle(.quiesced(1, isSuccess: true))
        _ = state.handle(.created(2, .state))
        _ = state.handle(.saved(1, isSuccess: true))
        #expect(state.handle(.restored(2, isSuccess: false)) == [.reject(2), .destroy(2)])
        #expect(state.handle(.destroyed(2)) == [.close(2), .resume(1)])
        _ = state.handle(.closed(2))
        #expect(state.handle(.resumed(1)) == [])
        #expect(state == .serving(1, with: [.quiesce, .state]))
    }

    @Test func createFollowsAQuiesceThatFails() {
        var state = AppState.serving(1, with: .quiesce)
        _ = state.handle(.staged(2, .newFile))
        _ = state.handle(.loaded(2))
        #expect(state.handle(.quiesced(1, isSuccess: false)) == [.create(2)])
        #expect(state.handle(.createFailed(2)) == [.reject(2), .close(2)])
    }

    @Test func createFollowsAQuiesceThatHangsAndWhatQuiescedLateResumes() {
        var state = AppState.serving(1, with: .quiesce)
        _ = state.handle(.staged(2, .newFile))
        _ = state.handle(.loaded(2))
        #expect(state.handle(.callDeadline(1)) == [.create(2)])
        _ = state.handle(.createFailed(2))
        #expect(state.handle(.quiesced(1, isSuccess: true)) == [.resume(1)])
    }
}
