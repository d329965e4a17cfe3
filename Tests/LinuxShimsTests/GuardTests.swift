import Glibc
import LinuxShims
import Testing

/// Guarded calls: what lands, and what is left behind.
@Suite(.timeLimit(.minutes(1))) struct GuardTests {
    private let plugin: GuardedPlugin

    init() throws {
        plugin = try GuardedPlugin()
    }

    /// How the call of `name` is ended on a thread of its own.
    private func fault(_ name: String) throws -> LastFault? {
        try GuardedThread.run { [plugin] in try plugin.isLanded(name) ? LastFault() : nil }
    }

    private func offset(_ address: UInt, in name: String) throws -> Int {
        Int(bitPattern: address) - Int(bitPattern: try plugin.image.address(of: name))
    }

    @Test func returnsWhatTheFunctionReturns() throws {
        let result = try GuardedThread.run { [plugin] in try plugin.call("add", 40, 2) }
        #expect(result == (LINUX_GUARD_RETURNED, 42))
    }

    @Test func handsOverFiveWords() throws {
        let result = try GuardedThread.run { [plugin] in try plugin.call("sum", 1, 2, 3, 4, 5) }
        #expect(result == (LINUX_GUARD_RETURNED, 1 + 4 + 9 + 16 + 25))
    }

    @Test(arguments: [
        ("segmentation_fault", SIGSEGV), ("bus_error", SIGBUS), ("divide_by_zero", SIGFPE),
        ("call_nothing", SIGSEGV), ("overflow_stack", SIGSEGV),
    ])
    func aFaultOfTheImagesCodeEndsTheCall(name: String, signal: Int32) throws {
        let fault = try #require(try fault(name))
        #expect(fault.kind == LINUX_FAULT_SIGNAL)
        #expect(fault.number == signal)
        #expect(plugin.isCode(fault.instruction))
    }

    /// By SIGILL or SIGTRAP, as the processor has it.
    @Test func aTrapEndsTheCall() throws {
        let fault = try #require(try fault("illegal_instruction"))
        #expect([SIGILL, SIGTRAP].contains(fault.number))
        #expect((0..<16).contains(try offset(fault.instruction, in: "illegal_instruction")))
    }

    @Test func tellsTheAddressAndTheInstruction() throws {
        let fault = try #require(try fault("segmentation_fault"))
        #expect(fault.address == 0)
        #expect((0..<32).contains(try offset(fault.instruction, in: "segmentation_fault")))
    }

    @Test func followsFramePointersToTheCallers() throws {
        let fault = try #require(try fault("outer"))
        #expect(fault.frames.count == 1)
        #expect((0..<32).contains(try offset(fault.frames[0], in: "outer")))
    }

    @Test(
        .enabled(if: !isSanitized),
        arguments: [
            ("call_exit", "exit", 7), ("call_fast_exit", "_exit", 8),
            ("call_quick_exit", "quick_exit", 9), ("call_pthread_exit", "pthread_exit", 0),
            ("call_thrd_exit", "thrd_exit", 3),
        ] as [(String, String, Int32)])
    func anExitOfTheImagesCodeEndsTheCall(name: String, function: String, status: Int32) throws {
        let fault = try #require(try fault(name))
        #expect(fault.kind == LINUX_FAULT_EXIT)
        #expect(fault.function == function)
        #expect(fault.number == status)
        #expect((0..<32).contains(try offset(fault.instruction, in: name)))
    }

    @Test func aThousandFaultsLeaveTheThreadAsItWas() throws {
        try GuardedThread.run { [plugin] () throws in
            let before = ThreadState.current
            for _ in 0..<1_000 {
                #expect(try plugin.isLanded("change_state_and_fault"))
                #expect(try plugin.call("add", 1, 2) == (LINUX_GUARD_RETURNED, 3))
            }
            #expect(ThreadState.current == before)
        }
    }

    @Test func oneThreadSurvivesEveryOverflowOfItsStack() throws {
        try GuardedThread.run { [plugin] () throws in
            for _ in 0..<10 { #expect(try plugin.isLanded("overflow_stack")) }
        }
    }

    @Test func aFaultEndsTheInnermostCallOnly() throws {
        let result = try GuardedThread.run { [plugin] in
            try plugin.callBack { try $0.isLanded("segmentation_fault") ? 20 : 0 }
        }
        #expect(result == (LINUX_GUARD_RETURNED, 21))
    }

    @Test func theImageOwnsTheThreadsOfItsCalls() throws {
        try GuardedThread.run { [plugin] () throws in
            let result = try plugin.callBack { linux_thread_owner() == $0.owner ? 1 : 0 }
            #expect(result == (LINUX_GUARD_RETURNED, 2))
            #expect(linux_thread_owner() == 0)
        }
    }

    @Test func whatTheImageCallsMayStartThreadsOfItsOwn() throws {
        let result = try GuardedThread.run { [plugin] in
            try plugin.callBack { plugin in
                guard linux_thread_owner_set(0) == plugin.owner, linux_thread_owner() == 0
                else { return 0 }
                return linux_thread_owner_set(plugin.owner) == 0 ? 1 : 0
            }
        }
        #expect(result == (LINUX_GUARD_RETURNED, 2))
    }

    @Test func findsTheImageOfAnAddress() throws {
        let address = UInt(bitPattern: try plugin.image.address(of: "add"))
        let found = try #require(linux_guarded_image_at(address))
        #expect(linux_guarded_image_owner(found) == plugin.owner)
        #expect(linux_guarded_image_at(UInt(bitPattern: plugin.guarded)) == nil)
    }
}

/// What a plugin may change of a thread, and a landing is to undo.
private struct ThreadState: Equatable {
    let mask: [UInt]

    static var current: ThreadState {
        var mask = sigset_t()
        pthread_sigmask(SIG_SETMASK, nil, &mask)
        return ThreadState(
            mask: withUnsafeBytes(of: mask) { [UInt]($0.bindMemory(to: UInt.self).prefix(1)) })
    }
}
