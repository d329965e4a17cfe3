/// An instruction set, as ELF numbers it: `e_machine`, elf(5) and the gABI's registry.
public struct Machine: RawRepresentable, Sendable, Hashable {
    public let rawValue: UInt16

    public init(rawValue: UInt16) {
        self.rawValue = rawValue
    }

    // The name that Swift's own #if arch gives it.
    // swift-format-ignore: AlwaysUseLowerCamelCase
    public static let x86_64 = Machine(rawValue: 62)
    public static let aarch64 = Machine(rawValue: 183)

    /// The machine that this code was compiled for.
    #if arch(x86_64)
        public static let current = Machine.x86_64
    #elseif arch(arm64)
        public static let current = Machine.aarch64
    #else
        #error("nano runs on x86-64 and aarch64")
    #endif
}

extension Machine: CustomStringConvertible {
    public var description: String {
        switch rawValue {
        case 3: "i386"
        case 8: "mips"
        case 21: "ppc64"
        case 22: "s390x"
        case 40: "arm"
        case 62: "x86-64"
        case 183: "aarch64"
        case 243: "riscv"
        case 258: "loongarch"
        default: "machine \(rawValue)"
        }
    }
}
