/// What a stream is made of. Called on the listeners' thread.
public protocol ControlStreamSource: AnyObject, Sendable {
    /// The stream takes bytes: it has begun, or its client has taken all that was written.
    func fill(_ stream: ControlStream)
    /// The stream is over: it was finished, or its client has left.
    func end()
}
