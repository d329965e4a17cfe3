import Glibc
import Testing

@testable import Runtime

/// Messages from many threads to one that polls.
@Suite struct MailboxTests {
    private func isReadable(_ mailbox: Mailbox<some Sendable>, milliseconds: Int32 = 0) -> Bool {
        var ready = pollfd(fd: mailbox.descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&ready, 1, milliseconds) == 1
    }

    @Test func isReadableWhileThereAreMessages() {
        let mailbox = Mailbox<Int>()
        #expect(!isReadable(mailbox))
        mailbox.post(1)
        mailbox.post(2)
        #expect(isReadable(mailbox))
        #expect(mailbox.take() == [1, 2])
        #expect(!isReadable(mailbox))
        #expect(mailbox.take() == [])
        mailbox.post(3)
        #expect(isReadable(mailbox))
    }

    @Test func losesNoMessageAndNoWakeUp() throws {
        let mailbox = Mailbox<Int>()
        let perThread = 20_000
        for _ in 0..<4 {
            _ = try NamedThread("poster") { for number in 0..<perThread { mailbox.post(number) } }
        }
        var total = 0
        while total < 4 * perThread, isReadable(mailbox, milliseconds: 10_000) {
            total += mailbox.take().count
        }
        #expect(total == 4 * perThread)
    }
}
