extension ServerOptions {
    /// Where the control socket is unless it was said: the same for who serves and who asks.
    /// - Parameter stateDirectory: as given on the command line; the usual one where nil.
    public static func controlSocketPath(stateDirectory: String? = nil) -> String {
        "\(stateDirectory ?? StateDirectory.defaultParent())/control.sock"
    }
}
