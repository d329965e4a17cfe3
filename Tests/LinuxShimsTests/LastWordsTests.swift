import Glibc
import LinuxShims
import Testing

/// What no landing answers for: the process ends as it would have, after one line that names the
/// app.
@Suite(.enabled(if: !isSanitized), .timeLimit(.minutes(1))) struct LastWordsTests {
    private static func line(_ result: ExitTest.Result?) -> String {
        String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    }

    /// Calls a function under guard in a process that is to end of it.
    private static func call(_ name: String) throws {
        try GuardedThread.run {
            let plugin = try GuardedPlugin()
            _ = try plugin.call(name)
        }
    }

    @Test func aFaultInTheCLibraryEndsTheProcess() async throws {
        let result = await #expect(
            processExitsWith: .signal(SIGSEGV), observing: [\.standardErrorContent]
        ) { try Self.call("fault_in_library") }
        let line = Self.line(result)
        #expect(line.contains(": SIGSEGV over 0x0, raised at 0x"))
        #expect(line.contains("outside of the plugin's code, in handle() of app test; the process"))
    }

    @Test func anAbortEndsTheProcess() async throws {
        let result = await #expect(
            processExitsWith: .signal(SIGABRT), observing: [\.standardErrorContent]
        ) { try Self.call("abort_now") }
        #expect(
            Self.line(result).contains(": SIGABRT in handle() of app test; the process ends\n"))
    }

    @Test func aSignalThatWasSentIsNoFaultOfTheCode() async throws {
        await #expect(processExitsWith: .signal(SIGSEGV)) { try Self.call("raise_fault") }
    }

    @Test func aFaultOnAThreadOfThePluginsOwnNamesTheApp() async throws {
        let result = await #expect(
            processExitsWith: .signal(SIGSEGV), observing: [\.standardErrorContent]
        ) { try Self.call("fault_on_a_thread") }
        #expect(Self.line(result).contains(" on a thread of app test; the process ends\n"))
    }

    @Test func aFaultInNoAppsCallEndsTheProcess() async throws {
        let result = await #expect(
            processExitsWith: .signal(SIGILL), observing: [\.standardErrorContent]
        ) {
            try GuardedThread.run {
                let plugin = try GuardedPlugin()
                try plugin.image.call("illegal_instruction")
            }
        }
        #expect(Self.line(result).contains(" in no app's call; the process ends\n"))
    }

    @Test func anExitOutsideOfCallsEndsTheProcess() async throws {
        await #expect(processExitsWith: .exitCode(7)) {
            try GuardedPlugin().image.call("call_exit")
        }
    }
}
