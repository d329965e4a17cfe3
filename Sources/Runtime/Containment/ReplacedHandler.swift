import LinuxShims

/// A signal handler that took the place of one of ours, which has been put back.
struct ReplacedHandler: Equatable, Sendable {
    let signal: String
    /// The file of the image that the handler is in; `nil` where the signal was set to be ignored
    /// or to its default.
    let path: String?
    /// The generation whose image that is.
    let owner: GenerationID?

    /// Puts our handlers back where others have taken their place.
    static func restoreOurs() -> [ReplacedHandler] {
        var replaced: [ReplacedHandler] = []
        var handler: UInt = 0
        // Another thread may install one again and again.
        while replaced.count < 16 {
            let number = linux_fault_handler_restore(&handler)
            guard number != 0 else { break }
            replaced.append(ReplacedHandler(number, handler))
        }
        return replaced
    }

    private init(_ number: Int32, _ handler: UInt) {
        signal = String(cString: linux_fault_signal_name(number))
        path = linux_image_path_at(handler).map { String(cString: $0) }
        owner = linux_guarded_image_at(handler).map {
            GenerationID(linux_guarded_image_owner($0))
        }
    }
}
