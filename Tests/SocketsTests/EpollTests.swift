import Sockets
import Testing

/// What is reported, and with which token.
@Suite struct EpollTests {
    /// All reports of one wait.
    private func reports(_ epoll: borrowing Epoll) -> [UInt64: Readiness] {
        let count = epoll.wait()
        return Dictionary(
            uniqueKeysWithValues: (0..<count).map { epoll.report(at: $0) }.map {
                ($0.token, $0.readiness)
            })
    }

    @Test func reportsWhatIsReadableUntilItIsRead() throws {
        let epoll = try Epoll()
        let pair = try SocketPair()
        try epoll.add(pair.one.descriptor, .readable, token: 0xfedc_ba98_7654_3210)
        pair.send("x")
        for _ in 0..<2 { #expect(reports(epoll) == [0xfedc_ba98_7654_3210: .readable]) }
    }

    @Test func watchesForWhatItWasToldLast() throws {
        let epoll = try Epoll()
        let pair = try SocketPair()
        let other = try SocketPair()
        try epoll.add(pair.one.descriptor, .readable, token: 1)
        try epoll.add(other.one.descriptor, .readable, token: 2)
        pair.send("x")
        other.send("x")
        epoll.change(pair.one.descriptor, [], token: 1)
        #expect(reports(epoll) == [2: .readable])
        epoll.change(pair.one.descriptor, .writable, token: 1)
        #expect(reports(epoll) == [1: .writable, 2: .readable])
        epoll.change(pair.one.descriptor, [.readable, .writable], token: 1)
        #expect(reports(epoll) == [1: [.readable, .writable], 2: .readable])
    }

    @Test func reportsABrokenConnectionThatIsWatchedForNothing() throws {
        let epoll = try Epoll()
        var pair = try SocketPair()
        try epoll.add(pair.one.descriptor, [], token: 1)
        pair.closeOther()
        let readiness = try #require(reports(epoll)[1])
        #expect(!readiness.isDisjoint(with: .broken))
    }

    @Test func aClosedDescriptorIsReportedNoMore() throws {
        let epoll = try Epoll()
        let left = try SocketPair()
        try epoll.add(left.one.descriptor, .readable, token: 2)
        left.send("x")
        do {
            let pair = try SocketPair()
            try epoll.add(pair.one.descriptor, .readable, token: 1)
            pair.send("x")
            #expect(reports(epoll).count == 2)
        }
        #expect(reports(epoll) == [2: .readable])
    }

    @Test func saysWhyADescriptorCannotBeWatched() throws {
        let epoll = try Epoll()
        #expect(throws: SystemError.self) { try epoll.add(-1, .readable, token: 1) }
    }

    @Test func aTimerGetsReadableAndCounts() throws {
        let epoll = try Epoll()
        let timer = try IntervalTimer(seconds: 1)
        #expect(timer.take() == 0)
        try epoll.add(timer.descriptor, .readable, token: 1)
        #expect(reports(epoll) == [1: .readable])
        #expect(timer.take() >= 1)
    }
}
