import Glibc
import LinuxShims
import Testing

/// In processes of their own: handlers are the whole process's.
struct HandlerTests {
    /// ThreadSanitizer puts a handler of its own before each one that anybody installs.
    private static let isSanitized = dlsym(nil, "__tsan_init") != nil

    @Test(.enabled(if: !isSanitized)) func putsItsHandlersBack() async {
        await #expect(processExitsWith: .success) {
            let plugin = try GuardedPlugin()
            var handler: UInt = 0
            #expect(linux_fault_handler_restore(&handler) == 0)
            try plugin.image.call("take_signal")
            #expect(linux_fault_handler_restore(&handler) == SIGSEGV)
            #expect(plugin.isCode(handler))
            #expect(linux_fault_handler_restore(&handler) == 0)
            #expect(try GuardedThread.run { try plugin.isLanded("segmentation_fault") })
        }
    }
}
