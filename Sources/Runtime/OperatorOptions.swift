/// Where operators reach the server.
public struct OperatorOptions: Sendable {
    /// The control socket.
    public enum ControlSocket: Equatable, Sendable {
        /// `control.sock` in the state directory.
        case standard
        case path(String)
        case none
    }

    public var control = ControlSocket.standard
    /// HOST:PORT of the control API over TCP; with a token only.
    public var controlTCP: String?
    /// The file of that token.
    public var controlTokenPath: String?
    /// HOST:PORT of the listener that only reads.
    public var status: String?

    public init() {}
}
