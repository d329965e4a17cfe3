import Testing

@testable import Runtime

/// Who works for a call is told once that nobody waits for it any more.
@Suite struct CancellationTests {
    private let cancellation = Cancellation()
    private let done = Recorder<Int>()

    @Test func doesWhatWasAddedOnce() {
        _ = cancellation.add { [done] in done.add(1) }
        _ = cancellation.add { [done] in done.add(2) }
        #expect(!cancellation.isCancelled && done.all == [])
        cancellation.cancel()
        cancellation.cancel()
        #expect(cancellation.isCancelled && done.all.sorted() == [1, 2])
    }

    @Test func doesAtOnceWhatComesLate() {
        cancellation.cancel()
        _ = cancellation.add { [done] in done.add(1) }
        #expect(done.all == [1])
    }

    @Test func leavesOutWhatWasRemoved() {
        let number = cancellation.add { [done] in done.add(1) }
        cancellation.remove(number)
        cancellation.cancel()
        #expect(done.all == [])
    }
}
