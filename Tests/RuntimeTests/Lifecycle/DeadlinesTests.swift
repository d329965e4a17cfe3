import Testing

@testable import Runtime

/// What is due, and when something is due next.
@Suite struct DeadlinesTests {
    @Test func takesWhatIsDueOnceAndEarliestFirst() {
        var deadlines = Deadlines<String>()
        deadlines.set("late", at: 30)
        deadlines.set("early", at: 10)
        deadlines.set("exact", at: 20)
        #expect(deadlines.next == 10)
        #expect(deadlines.takeDue(at: 9) == [])
        #expect(deadlines.takeDue(at: 20) == ["early", "exact"])
        #expect(deadlines.takeDue(at: 20) == [])
        #expect(deadlines.next == 30)
    }

    @Test func aSecondTimeReplacesTheFirst() {
        var deadlines = Deadlines<String>()
        deadlines.set("key", at: 10)
        deadlines.set("key", at: 50)
        #expect(deadlines.takeDue(at: 49) == [])
        deadlines.cancel("key")
        #expect(deadlines.next == nil && !deadlines.isSet("key"))
    }

    @Test func theEarliestOfTwoTimesStays() {
        var deadlines = Deadlines<String>()
        deadlines.setEarliest("key", at: 40)
        deadlines.setEarliest("key", at: 50)
        #expect(deadlines.next == 40)
        deadlines.setEarliest("key", at: 30)
        #expect(deadlines.next == 30 && deadlines.isSet("key"))
    }
}
