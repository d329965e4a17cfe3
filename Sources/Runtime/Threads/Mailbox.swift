import Glibc
import LinuxShims

/// Messages from every thread to one, which waits for them with `poll(2)` among other things.
final class Mailbox<Message: Sendable>: Sendable {
    // Not `Synchronization.Mutex`, whose locking ThreadSanitizer does not see.
    private let messages = Monitor<[Message]>([])
    /// Readable while there are messages (`eventfd(2)`). Open as long as the mailbox lives.
    let descriptor: Int32

    init() {
        descriptor = linux_eventfd()
        precondition(descriptor >= 0, "eventfd: \(String(cString: strerror(errno)))")
    }

    deinit {
        close(descriptor)
    }

    /// Callable from every thread; never blocks for longer than another `post` takes.
    func post(_ message: Message) {
        let wasEmpty = messages.withLock { messages in
            messages.append(message)
            return messages.count == 1
        }
        if wasEmpty { linux_eventfd_signal(descriptor) }
    }

    /// All messages so far, in the order they came. For the one receiving thread.
    func take() -> [Message] {
        linux_eventfd_clear(descriptor)
        return messages.withLock { messages in
            defer { messages = [] }
            return messages
        }
    }
}
