import Glibc

/// Holds threads of fixtures (`gate.h`) until it is opened: a FIFO.
final class Gate {
    let path: String
    private var descriptor: Int32 = -1

    init(path: String) throws {
        self.path = path
        guard mkfifo(path, 0o600) == 0 else { throw TestFailure.system("mkfifo", errno) }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// Lets everything through that waits, and all that comes.
    func open() {
        descriptor = Glibc.open(path, O_RDWR | O_CLOEXEC)
    }
}
