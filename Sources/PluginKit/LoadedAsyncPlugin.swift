#if !hasFeature(Embedded) && !NANO_WITHOUT_ASYNC
    internal import PluginABI

    /// The app of one loaded copy, whose every request has a task.
    final class LoadedAsyncPlugin<App: AsyncPlugin>: AnyPlugin {
        private let app: App
        private let executor: (any TaskExecutor)?

        /// - Parameter executor: what its tasks run on; `nil` for what the image's tasks do.
        init(_ app: App, host: Host, executor: (any TaskExecutor)? = nil) {
            self.app = app
            self.executor = executor
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
            // The task may end the call before the next line: its events are kept until then.
            let events = open.events
            let copy = AsyncRequest(
                Request(request, host: host),
                body: AsyncBody(open, isStreamed: App.body == .streamed))
            let task = answer(copy, Kept(Call(open)))
            events.onCancel { _ in task.cancel() }
            return NANO_DEFERRED
        }

        private func answer(_ request: AsyncRequest, _ kept: Kept<Call>) -> Task<Void, Never> {
            Task(executorPreference: executor) { [app, host] in
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
