import LinuxShims
import Synchronization

/// The code of one generation, as guarded calls know it (`linux_guard.h`), from before its `create`
/// until its image has left.
final class GuardedImage: Sendable {
    private struct Record: @unchecked Sendable {
        // Unchecked: made for use by every thread, and never given back to the system.
        let pointer: OpaquePointer
        let stuckFlag: UnsafePointer<UInt8>
    }

    let owner: GenerationID
    /// What its addresses in this process are above those in its file.
    let base: UInt
    private let record: Record
    private let whenFaulted: @Sendable (Fault) -> Void
    /// Relaxed: other threads may call once more while it changes.
    private let hasFaulted = Atomic<Bool>(false)
    private let isRetired = Atomic<Bool>(false)

    /// - Parameters:
    ///   - app: the app's name, for the last line of a process that ends in its code.
    ///   - base: the image's load address; `nil` for functions that are in no image of their own,
    ///     whose faults end the process.
    ///   - whenFaulted: called for each fault, on the thread that saw it; must not block.
    init(
        _ owner: GenerationID, app: String, base: UnsafeRawPointer?,
        whenFaulted: @escaping @Sendable (Fault) -> Void
    ) {
        linux_guard_install()
        var start: UInt = 0
        var end: UInt = 0
        if base != nil { _ = linux_image_text(base, &start, &end) }
        guard
            let pointer = linux_guarded_image_add(
                owner.number, "app \(app), generation \(owner)", start, end)
        else { preconditionFailure("no memory for the guard of generation \(owner)") }
        self.owner = owner
        self.base = UInt(bitPattern: base)
        self.whenFaulted = whenFaulted
        record = Record(pointer: pointer, stuckFlag: linux_guarded_image_stuck(pointer))
    }

    var pointer: OpaquePointer { record.pointer }

    /// Whether an address lies in its code, which has not left.
    func contains(_ address: UInt) -> Bool {
        linux_guarded_image_at(address) == record.pointer
    }

    /// It has done what it is not to be called again for, and no request calls it from here on.
    var isPoisoned: Bool { hasFaulted.load(ordering: .relaxed) }

    /// A thread was given up inside: more requests would only lose more of them. Its callbacks are
    /// called on, for nothing of it is broken.
    var isStuck: Bool { linux_flag_is_set(record.stuckFlag) != 0 }

    func faulted(_ fault: Fault) {
        hasFaulted.store(true, ordering: .relaxed)
        whenFaulted(fault)
    }

    /// The image has left: another one may come to lie at its addresses. One that stays is never
    /// retired, so that what its own threads do is still put down to its app.
    func retire() {
        guard !isRetired.exchange(true, ordering: .relaxed) else { return }
        linux_guarded_image_remove(record.pointer)
    }
}
