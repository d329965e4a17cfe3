internal import PluginABI

/// The app of one loaded copy, and the host it logs to.
final class LoadedPlugin<App: RequestHandler>: AnyPlugin {
    private let app: App

    init(_ app: App, host: Host) {
        self.app = app
        super.init(app, host: host)
    }

    override func handle(
        _ request: UnsafePointer<nano_request>,
        _ responder: UnsafeMutablePointer<nano_responder>
    ) -> Int32 {
        do throws(App.Failure) {
            return try app.handle(Request(request, host: host)).send(to: responder)
        } catch {
            host.log(.error, "handle threw \(describe(error))")
            return NANO_ERROR
        }
    }
}
