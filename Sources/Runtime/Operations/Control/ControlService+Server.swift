import ControlHTTP

extension ControlService {
    /// The control API over a server, as far as `access` gives it.
    init(_ server: ServerView, _ access: ControlAccess) {
        let router = ControlRouter(isReadOnly: access.isReadOnly)
        self.init(
            permits: { peer in
                if access.permits(peer) { return true }
                server.log.emit(.controlRefused(client: "\(peer)"))
                return false
            },
            refuse: { .failure(ControlFailure($0)) },
            handle: { request, responder in
                do throws(ControlFailure) {
                    try access.check(request)
                    let (endpoint, name) = try router.endpoint(request.method, request.path)
                    endpoint.answer(
                        ControlCall(
                            request: request, responder: responder, server: server, name: name))
                } catch {
                    responder.respond(.failure(error))
                }
            })
    }
}
