internal import PluginABI

/// A plugin of any type, as the C functions hold it. A class with one generic subclass, because
/// Embedded Swift has classes but no existentials to keep `any Plugin` in.
class AnyPlugin {
    final let host: Host
    final let state: StateFunctions?
    final let exclusive: ExclusiveFunctions?

    /// - Parameter host: what the app is given, and logs to.
    init<App: PluginDeclaration>(_ app: App, host: Host) {
        self.host = host
        state = app.stateFunctions
        exclusive = app.exclusiveFunctions
    }

    /// Answers one request; returns the result code for the runtime.
    func handle(
        _ request: UnsafePointer<nano_request>,
        _ responder: UnsafeMutablePointer<nano_responder>
    ) -> Int32 {
        NANO_ERROR
    }
}
