// What holds a generation: the requests that have a lease of it on this loop. Those that did not
// answer at once are among the loop's calls, also where their client has left; the others wait for
// their bodies.

import HTTP1
import Sockets

extension EventLoop {
    /// The requests that hold a lease of the generation, the oldest first.
    func heldRequests(of generation: GenerationID) -> [HeldRequest] {
        clock.read()
        let now = clock.nanoseconds
        let reading = connections.all.compactMap { connection in
            connection.readingRequest(of: generation, at: now)
        }
        let pending = calls.values.filter { $0.generation.id == generation }.map {
            heldRequest($0, at: now)
        }
        return (reading + pending).sorted { $0.ageMilliseconds > $1.ageMilliseconds }
    }

    private func heldRequest(_ pending: PendingCall, at now: Int) -> HeldRequest {
        let request = pending.request
        return HeldRequest(
            method: request.method, path: request.path, client: request.client,
            ageMilliseconds: (now - pending.startNanoseconds) / 1_000_000,
            phase: phase(of: pending), loop: name)
    }

    private func phase(of pending: PendingCall) -> HeldRequest.Phase {
        if pending.isOnLane { return .handlerOnLane }
        guard let connection = pending.connection.flatMap({ connections[$0] }) else {
            return .deferred
        }
        if pending.hasBegun { return connection.unsent.isEmpty ? .streaming : .writing }
        let waitsForClient = pending.deferred?.waitsForClient == true
        return connection.stream != nil && waitsForClient ? .readingBody : .deferred
    }
}

extension Connection {
    /// Its request, where that waits for its body and holds a lease of the generation.
    fileprivate func readingRequest(of generation: GenerationID, at now: Int) -> HeldRequest? {
        guard case .body = phase, lease?.shard.generation.id == generation else { return nil }
        return HeldRequest(
            method: text(parser.head.method), path: text(parser.head.path), client: peer.text,
            ageMilliseconds: (now - exchange.startNanoseconds) / 1_000_000, phase: .readingBody,
            loop: loop.name)
    }

    private func text(_ range: ByteRange) -> String {
        buffer.withUnsafeBytes {
            String(decoding: $0[range.offsets].prefix(256), as: UTF8.self)
        }
    }
}
