import Configuration
import Testing

@testable import Runtime

/// Seats are given, given back, and what is refused is told of.
@Suite struct AdmissionTests {
    private let one = {
        var limits = Limits()
        limits.connectionCountMax = 1
        return limits
    }()

    private func holds(_ seat: borrowing ConnectionSeat?) -> Bool {
        switch seat {
        case .some: true
        case .none: false
        }
    }

    @Test func aSeatIsFreeAgainWhenItEnds() {
        let admission = Admission()
        do {
            let seat = admission.seat(for: nil, one)
            let other = admission.seat(for: nil, one)
            let areHeld = [holds(seat), holds(other)]
            #expect(areHeld == [true, false])
        }
        let isNextHeld = holds(admission.seat(for: nil, one))
        #expect(isNextHeld)
        #expect(admission.refusedCount == 1)
    }

    @Test func refusalsAreReportedAtOnceThenTogether() throws {
        let client = try Sample.client("192.0.2.1")
        var tally = RefusalTally()
        func take(_ second: UInt32) -> [ConnectionRefusal] { tally.take(at: second) }
        tally.add(.address, client)
        #expect(take(1) == [.init(reason: .address, count: 1, client: client)])
        tally.add(.total, client)
        tally.add(.total, client)
        #expect(take(2) == [])
        tally.add(.address, client)
        #expect(
            take(11) == [
                .init(reason: .total, count: 2),
                .init(reason: .address, count: 1, client: client),
            ])
        #expect(take(30) == [])
        #expect(tally.count == 4)
    }
}
