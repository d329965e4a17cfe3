import Glibc
import LinuxShims

/// Where a thread shows which guarded call it is in (`linux_call_slot.h`). Seen by the watchdog.
final class CallSlot: Sendable {
    private struct Memory: @unchecked Sendable {
        // Unchecked: made for one thread that writes and others that look.
        let pointer: OpaquePointer
    }

    /// What becomes of a thread that is written off, when its call returns.
    enum Return {
        /// The thread goes on.
        case goesOn
        /// The thread ends in the guarded call: nothing of ours on its stack is run further.
        case ends
    }

    private let memory: Memory

    init() {
        guard let pointer = linux_call_slot_make() else {
            preconditionFailure("no memory for a call slot")
        }
        memory = Memory(pointer: pointer)
    }

    deinit {
        linux_call_slot_free(memory.pointer)
    }

    /// Shows the guarded calls of the calling thread here from now on. It is to call `leave` before
    /// the slot goes.
    func enter(_ afterWriteOff: Return) {
        linux_call_slot_use(memory.pointer, afterWriteOff == .ends ? LINUX_CALL_SLOT_ENDS : 0)
    }

    /// The calling thread shows its calls nowhere any more.
    static func leave() {
        linux_call_slot_use(nil, 0)
    }

    /// What its thread does now.
    var view: CallView {
        let view = linux_call_slot_view(memory.pointer)
        let owner = view.image.map { linux_guarded_image_owner($0) } ?? 0
        return CallView(
            number: view.number, isRunning: view.is_running != 0,
            isWrittenOff: view.is_written_off != 0, owner: GenerationID(owner),
            function: view.name.map { String(cString: $0) } ?? "",
            limitMilliseconds: Int(view.limit_ms), tag: view.tag)
    }

    /// The number of its thread (`gettid(2)`).
    var thread: pid_t { linux_call_slot_thread(memory.pointer) }

    /// Ends the call if its thread runs the plugin's own code at this moment.
    func interrupt(_ number: UInt64, waitedMilliseconds: Int) {
        _ = linux_call_slot_interrupt(memory.pointer, number, UInt64(waitedMilliseconds))
    }

    /// Gives up the thread that is in this call.
    /// - Returns: `false` if the call has ended. Otherwise its thread has done nothing since, and
    ///   does nothing more, but in the plugin.
    func writeOff(_ number: UInt64) -> Bool {
        linux_call_slot_write_off(memory.pointer, number) != 0
    }
}
