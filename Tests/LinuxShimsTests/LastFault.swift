import LinuxShims

/// Why the last guarded call of the calling thread was ended.
struct LastFault: Sendable {
    let kind: Int32
    let number: Int32
    let function: String?
    let address: UInt
    let instruction: UInt
    let frames: [UInt]

    init() {
        let fault = linux_fault_last().pointee
        kind = fault.kind
        number = fault.number
        function = fault.function.map { String(cString: $0) }
        address = fault.address
        instruction = fault.instruction
        frames = withUnsafeBytes(of: fault.frames) {
            Array($0.bindMemory(to: UInt.self).prefix(Int(fault.frame_count)))
        }
    }
}
