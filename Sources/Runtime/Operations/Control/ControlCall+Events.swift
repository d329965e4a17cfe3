import ControlHTTP

extension ControlCall {
    /// Server-sent events (HTML Living Standard section 9.2), from the id that the client has seen.
    func tellEvents() {
        let seen = request.fields["last-event-id"] ?? parameter("after") ?? "0"
        guard let after = Int(seen), after >= 0 else {
            return refuse(
                ControlFailure(.badRequest, "after: expected the id of an event, got \"\(seen)\""))
        }
        let follow = parameter("follow") ?? "1"
        guard ["0", "1"].contains(follow) else {
            return refuse(ControlFailure(.badRequest, "follow: expected 0 or 1, got \"\(follow)\""))
        }
        let feed = EventFeed(
            server.log.recent, after: after, app: parameter("app"), follows: follow == "1")
        let type = ControlResponse.Field("Content-Type", "text/event-stream")
        responder.stream(
            fields: [type] + ControlResponse.commonFields, from: feed,
            idleBytes: Array(": \n\n".utf8), idleSeconds: 15)
    }
}
