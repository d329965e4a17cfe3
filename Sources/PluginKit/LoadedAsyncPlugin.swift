#if !hasFeature(Embedded) && !NANO_WITHOUT_ASYNC
    internal import PluginABI

    /// The app of one loaded copy, whose every request has a task.
    final class LoadedAsyncPlugin<App: AsyncPlugin>: AnyPlugin {
        private let app: App
        private let host: Host

        init(_ app: App, host: Host) {
            self.app = app
            self.host = host
        }

        override func handle(
            _ request: UnsafePointer<nano_request>,
            _ responder: UnsafeMutablePointer<nano_responder>
        ) -> Int32 {
            guard let open = OpenCall(request, responder, host: host) else {
                host.log(.error, "the host did not defer a request")
                return NANO_ERROR
            }
            // The task may end the call before the next line: its events are kept until then.
            let events = open.events
            let copy = AsyncRequest(
                Request(request), body: AsyncBody(open, isStreamed: App.body == .streamed))
            let task = Self.answer(copy, Kept(Call(open)), of: app, on: host)
            events.onCancel { _ in task.cancel() }
            return NANO_DEFERRED
        }

        private static func answer(
            _ request: AsyncRequest, _ kept: Kept<Call>, of app: App, on host: Host
        ) -> Task<Void, Never> {
            Task {
                do {
                    let response = try await app.handle(request)
                    guard let call = kept.take() else { return }
                    try await response.send(to: call)
                } catch {
                    // Nobody waits for what became of one that was cancelled.
                    if !Task.isCancelled { host.log(.error, "handle threw \(describe(error))") }
                }
            }
        }
    }
#endif
