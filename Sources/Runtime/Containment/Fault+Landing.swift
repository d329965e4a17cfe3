import LinuxShims

extension Fault {
    /// Why the last guarded call of this thread, of a function of `image`, has landed.
    /// - Parameter request: the request's method and path, if it was one's.
    init(landedIn image: GuardedImage, function: StaticString, request: String? = nil) {
        let fault = linux_fault_last().pointee
        let isReached = fault.instruction >= image.base
        self.init(
            kind: Kind(fault), function: "\(function)", request: request,
            place: isReached ? Place(fault.instruction, in: image) : nil,
            backtrace: withUnsafeBytes(of: fault.frames) { frames in
                // A return address is behind the call; the byte before it belongs to it.
                frames.bindMemory(to: UInt.self).prefix(Int(fault.frame_count))
                    .map { Place($0 - 1, in: image) }
            })
    }
}

extension Fault.Kind {
    fileprivate init(_ fault: linux_fault) {
        switch fault.kind {
        case LINUX_FAULT_EXIT:
            self = .exit(function: String(cString: fault.function), status: Int(fault.number))
        case LINUX_FAULT_HANG:
            self = .hang(milliseconds: Int(fault.waited_ms), isThreadInside: false)
        default:
            self = .signal(
                name: String(cString: linux_fault_signal_name(fault.number)),
                address: fault.address)
        }
    }
}

extension Fault.Place {
    /// Without a symbol: those are looked up later, on a thread that may read files.
    init(_ address: UInt, in image: GuardedImage) {
        self.init(offsetInFile: address - image.base, symbol: nil, offset: 0)
    }
}
