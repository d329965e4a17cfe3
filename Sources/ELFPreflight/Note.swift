/// One ELF note: who wrote it, its type among theirs, and where its content lies in the file.
struct Note {
    /// Three 32-bit numbers precede the owner's name.
    static let headerBytes = 12

    /// The writers whose notes matter here. A name counts its terminating NUL.
    enum Owner: String {
        case nano
        case gnu = "GNU"
        case go = "Go"
        case other

        init(_ name: RawSpan) {
            let known: [Owner] = [.nano, .gnu, .go]
            self = known.first { $0.isNamed(name) } ?? .other
        }

        private func isNamed(_ name: RawSpan) -> Bool {
            // The Go linker pads the name within its count.
            let count = rawValue.utf8.count
            return name.byteCount > count && name.byteCount <= count + 4
                && name.byte(at: count) == 0
                && name.holds(rawValue, at: 0)
        }
    }

    let owner: Owner
    let type: UInt32
    let contentOffset: UInt64
    let contentBytes: UInt64
}
