/// Where operators reach a server. Nil means that nobody has said so.
public struct OperatorOptions: Equatable, Sendable {
    /// What `control` says where there is to be no socket.
    public static let noSocket = "none"

    /// The path of the control socket, or `none`; `control.sock` in the state directory unless
    /// somebody says otherwise.
    public var control: String?
    /// HOST:PORT of the control API over TCP; with a token only.
    public var controlTCP: String?
    /// The path of the file of that token.
    public var controlTokenFile: String?
    /// HOST:PORT of the listener that only reads.
    public var status: String?

    /// One that says nothing.
    public init() {}

    /// These first, and `other` where they say nothing.
    public func filled(from other: Self) -> Self {
        var filled = self
        filled.control = control ?? other.control
        filled.controlTCP = controlTCP ?? other.controlTCP
        filled.controlTokenFile = controlTokenFile ?? other.controlTokenFile
        filled.status = status ?? other.status
        return filled
    }

    /// The same with other paths.
    public func resolvingPaths(_ resolved: (String) -> String) -> Self {
        var options = self
        options.control = control.map { $0 == Self.noSocket ? $0 : resolved($0) }
        options.controlTokenFile = controlTokenFile.map(resolved)
        return options
    }
}
