/// Why a runtime could not be asked.
public struct ControlClientError: Error, Equatable, CustomStringConvertible {
    public let description: String

    public init(_ description: String) {
        self.description = description
    }
}
