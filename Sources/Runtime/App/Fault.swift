/// What a generation did that it is not to be called again for.
struct Fault: Equatable, Sendable {
    enum Kind: Equatable, Sendable {
        /// An instruction of the plugin's own raised a signal, such as SIGSEGV, over `address`.
        case signal(name: String, address: UInt)
        /// It called a function that ends the process or the thread, such as exit(3).
        case exit(function: String, status: Int)
        /// A call did not return in time. Where the thread is still inside it, the generation is
        /// parked until it leaves; otherwise the call was abandoned.
        case hang(milliseconds: Int, isThreadInside: Bool)
    }

    /// A place in the plugin's code.
    struct Place: Equatable, Sendable {
        /// From the image's first byte, as `addr2line` takes it.
        let offsetInFile: UInt
        /// The nearest exported or local symbol before it, if the image has one.
        let symbol: String?
        /// From the symbol.
        let offset: UInt
    }

    let kind: Kind
    /// Which of the plugin's functions was called: `handle`, `create`, `cancelled`…
    let function: String
    /// The request's method and path, if it was one's.
    let request: String?
    /// The instruction, if it was known.
    let place: Place?
    /// From the innermost call outwards, as far as it could be told.
    let backtrace: [Place]
}

extension Fault {
    /// Whether a thread has not left the plugin's code.
    var isThreadInside: Bool {
        if case .hang(_, let isThreadInside) = kind { isThreadInside } else { false }
    }

    var isHang: Bool {
        if case .hang = kind { true } else { false }
    }

    /// In a few words, for operators and for the clients of a quarantined app.
    var summary: String {
        switch kind {
        case .signal(let name, _): "\(name) in \(function)"
        case .exit(let called, let status): "\(called)(\(status)) in \(function)"
        case .hang(let milliseconds, _): "\(function) did not return in \(milliseconds) ms"
        }
    }
}

extension Fault.Place: CustomStringConvertible {
    /// `symbol+0x1f`, or `0x11c9` where no symbol is known.
    var description: String {
        guard let symbol else { return "0x" + String(offsetInFile, radix: 16) }
        return "\(symbol)+0x" + String(offset, radix: 16)
    }
}
