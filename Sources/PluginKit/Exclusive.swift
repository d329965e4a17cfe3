/// An app that holds what only one generation can hold, such as a port or a lock file, and gives it
/// up before the next one is made. Conform to it beside `Plugin`, or any of the others
/// (`nano/quiesce.h`).
///
/// Both functions run beside `handle`, on a thread of their own, within the runtime's deadline
/// (10 s). An error is logged.
public protocol Exclusive: Sendable {
    /// Gives it up; requests still come, and are answered. The next generation is made also where
    /// this fails. Not called before the app is removed: `deinit` is enough.
    func quiesce() throws(PluginFailure)

    /// Takes it back: the next generation was rejected, and this one goes on serving.
    func resume() throws(PluginFailure)
}
