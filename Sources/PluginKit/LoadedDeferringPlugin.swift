internal import PluginABI

/// The app of one loaded copy, whose every request is deferred before it sees it.
final class LoadedDeferringPlugin<App: DeferringPlugin>: AnyPlugin {
    private let app: App

    init(_ app: App, host: Host) {
        self.app = app
        super.init(app, host: host)
    }

    override func handle(
        _ request: UnsafePointer<nano_request>,
        _ responder: UnsafeMutablePointer<nano_responder>
    ) -> Int32 {
        guard let open = OpenCall(request, responder, host: host) else {
            host.log(.error, "the host did not defer a request")
            return NANO_ERROR
        }
        do throws(App.Failure) {
            try app.handle(Request(request, host: host), Call(open))
        } catch {
            host.log(.error, "handle threw \(describe(error))")
        }
        return NANO_DEFERRED
    }
}
