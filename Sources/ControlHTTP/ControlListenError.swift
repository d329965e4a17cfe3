/// Why a listener could not be opened. One line for the operator.
public struct ControlListenError: Error, Equatable, CustomStringConvertible {
    public enum Reason: Equatable, Sendable {
        /// A living process listens there.
        case inUse
        case refused(String)
    }

    public let address: ControlAddress
    public let reason: Reason

    public init(_ address: ControlAddress, _ reason: Reason) {
        self.address = address
        self.reason = reason
    }

    public var description: String {
        switch reason {
        case .inUse: "cannot listen on \(address): another process listens there"
        case .refused(let why): "cannot listen on \(address): \(why)"
        }
    }
}
