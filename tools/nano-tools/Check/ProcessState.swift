import FoundationEssentials
import Glibc

/// What all code of a process shares, and a plugin must leave as it was.
struct ProcessState {
    /// What each open descriptor leads to.
    let descriptors: [Int32: String]
    /// Addresses of handlers, and flags, by signal.
    let actions: [Int32: SignalAction]
    /// The signals that the calling thread blocks.
    let blockedSignals: Set<Int32>
    let environment: [String: String]
    let directory: String
    let locale: String
    let fileModeMask: UInt32
    /// The kernel's numbers of all threads.
    let threads: Set<Int32>

    struct SignalAction: Equatable {
        let handler: UInt
        let flags: Int32
    }

    /// Of this process, as the calling thread sees it.
    init() {
        descriptors = Self.openDescriptors()
        actions = Dictionary(
            uniqueKeysWithValues: (1...64).compactMap { number in
                Self.action(number).map { (number, $0) }
            })
        blockedSignals = Self.mask()
        environment = ProcessInfo.processInfo.environment
        directory = FileManager.default.currentDirectoryPath
        locale = setlocale(LC_ALL, nil).map { String(cString: $0) } ?? ""
        let mask = umask(0)
        umask(mask)
        fileModeMask = mask
        threads = Set(Self.names(in: "/proc/self/task").compactMap { Int32($0) })
    }

    private static func names(in directory: String) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
    }

    /// The descriptor that the listing itself needed leads nowhere by then, and is left out.
    private static func openDescriptors() -> [Int32: String] {
        var found: [Int32: String] = [:]
        for name in names(in: "/proc/self/fd") {
            guard let number = Int32(name),
                let target = try? FileManager.default.destinationOfSymbolicLink(
                    atPath: "/proc/self/fd/\(name)")
            else { continue }
            found[number] = target
        }
        return found
    }

    /// `nil` for the signals that glibc keeps for itself.
    private static func action(_ number: Int32) -> SignalAction? {
        var action = sigaction()
        guard sigaction(number, nil, &action) == 0 else { return nil }
        // sa_handler and sa_sigaction share one place on Linux.
        let handler = unsafeBitCast(action.__sigaction_handler.sa_sigaction, to: UInt.self)
        return SignalAction(handler: handler, flags: action.sa_flags)
    }

    private static func mask() -> Set<Int32> {
        var set = sigset_t()
        pthread_sigmask(SIG_BLOCK, nil, &set)
        return Set((1...64).filter { sigismember(&set, $0) == 1 })
    }
}
