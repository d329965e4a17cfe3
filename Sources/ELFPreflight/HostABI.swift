/// What a plugin must fit: the plugin ABI that this host speaks, and its machine.
public struct HostABI: Sendable, Hashable {
    /// The only major version accepted (`NANO_ABI_MAJOR`).
    public var major: UInt16
    /// The highest minor version offered (`NANO_ABI_MINOR`); all lower ones are offered too.
    public var minor: UInt16
    /// The instruction set of this process.
    public var machine: Machine

    /// This version of nano on this machine: `NANO_ABI_MAJOR` and `NANO_ABI_MINOR`.
    public static let current = HostABI(major: 1, minor: 0, machine: .current)

    public init(major: UInt16, minor: UInt16, machine: Machine) {
        self.major = major
        self.minor = minor
        self.machine = machine
    }
}
