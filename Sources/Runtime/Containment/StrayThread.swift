/// A thread that was given up inside a plugin's code, and what that code may still use.
final class StrayThread: @unchecked Sendable {
    // Unchecked: the thread is a value; what is kept is only released, when nobody uses it.

    /// To be joined before the image is closed.
    let thread: NamedThread
    private let kept: AnyObject

    init(_ thread: NamedThread, keeping kept: AnyObject) {
        self.thread = thread
        self.kept = kept
    }
}
