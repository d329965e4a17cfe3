import Synchronization

/// Whether the process drains, so that every response closes its connection. Set once by the event
/// loop that owns it, read by the lanes that encode responses for that loop.
final class DrainFlag: Sendable {
    private let flag = Atomic<Bool>(false)

    var isSet: Bool { flag.load(ordering: .relaxed) }

    func set() {
        flag.store(true, ordering: .relaxed)
    }
}
