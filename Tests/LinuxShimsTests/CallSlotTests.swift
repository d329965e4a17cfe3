import Glibc
import LinuxShims
import Testing

/// One thread's calls, watched by another.
@Suite(.timeLimit(.minutes(1))) struct CallSlotTests {
    private let plugin: GuardedPlugin
    private let slot: OpaquePointer

    init() throws {
        plugin = try GuardedPlugin()
        slot = try #require(linux_call_slot_make())
        try plugin.image.call("prepare_pipe")
    }

    private func slotThread(
        _ flags: UInt32 = 0, _ body: @escaping @Sendable () -> Void
    ) -> GuardedThread {
        let slot = UncheckedSlot(slot)
        return GuardedThread {
            linux_call_slot_use(slot.pointer, flags)
            body()
        }
    }

    private struct UncheckedSlot: @unchecked Sendable {
        // Unchecked: made for several threads.
        let pointer: OpaquePointer

        init(_ pointer: OpaquePointer) {
            self.pointer = pointer
        }
    }

    /// Waits until the image's code has come so far. The suite's time limit ends the wait.
    private func waitUntilReached() throws {
        while try plugin.image.call("reached_spin") == 0 { sched_yield() }
    }

    @Test func showsNoCallBeforeTheFirst() {
        let view = linux_call_slot_view(slot)
        #expect(view.number == 0)
        #expect(view.is_running == 0)
    }

    @Test func numbersTheCallsOfItsThread() throws {
        slotThread { [plugin] in
            for _ in 0..<3 { _ = try? plugin.call("add", 1, 2) }
        }.join()
        #expect(linux_call_slot_view(slot).number == 3)
        #expect(linux_call_slot_view(slot).is_running == 0)
    }

    @Test func interruptsACallThatSpinsInItsOwnCode() throws {
        let thread = slotThread { [plugin] in
            #expect((try? plugin.isLanded("spin")) == true)
            #expect(linux_fault_last().pointee.kind == LINUX_FAULT_HANG)
            #expect(linux_fault_last().pointee.waited_ms == 77)
            #expect((try? plugin.call("add", 1, 2))?.result == 3)
        }
        try waitUntilReached()
        let view = linux_call_slot_view(slot)
        #expect(view.number == 1)
        #expect(view.image == plugin.guarded)
        while linux_call_slot_view(slot).number == 1 && linux_call_slot_view(slot).is_running != 0 {
            _ = linux_call_slot_interrupt(slot, 1, 77)
            sched_yield()
        }
        thread.join()
        #expect(linux_call_slot_interrupt(slot, 1, 0) == 0)
    }

    @Test func letsAThreadBeThatSleeps() throws {
        let thread = slotThread { [plugin] in
            #expect((try? plugin.call("block"))?.result == 1)
        }
        try waitUntilReached()
        for _ in 0..<100 { _ = linux_call_slot_interrupt(slot, 1, 0) }
        try plugin.image.call("unblock")
        thread.join()
        #expect(linux_call_slot_write_off(slot, 1) == 0)
    }

    @Test func aThreadThatWasWrittenOffMayGoOn() throws {
        let thread = slotThread { [plugin] in
            #expect((try? plugin.call("block"))?.result == 1)
            #expect((try? plugin.call("add", 1, 2))?.result == 3)
        }
        try waitUntilReached()
        #expect(linux_call_slot_write_off(slot, 1) == 1)
        #expect(linux_call_slot_write_off(slot, 1) == 0)
        #expect(linux_call_slot_view(slot).is_running == 0)
        #expect(linux_call_slot_view(slot).is_written_off == 1)
        try plugin.image.call("unblock")
        thread.join()
        #expect(linux_call_slot_view(slot).is_written_off == 0)
        #expect(linux_call_slot_number(slot) == 2)
    }

    @Test func aThreadThatWasWrittenOffEndsWhenItsCallReturns() throws {
        let thread = slotThread(LINUX_CALL_SLOT_ENDS) { [plugin] in
            _ = try? plugin.call("block")
            Issue.record("the thread went on")
        }
        try waitUntilReached()
        #expect(linux_call_slot_write_off(slot, 1) == 1)
        try plugin.image.call("unblock")
        thread.join()
    }
}
