// What a drain, of an app or of the process, does to a connection. Called on its event loop.

import Sockets

extension Connection {
    /// Answers an in-flight request of the generation with 503 and closes the connection.
    func cut(_ generation: GenerationID) {
        guard lease?.shard.generation.id == generation else { return }
        answer(.cut, .closing)
        beginClosing()
    }

    func closeIfIdle() {
        guard case .head = phase, buffer.isEmpty else { return }
        beginClosing()
    }

    func closeIfUnleased() {
        switch phase {
        case .head, .skippingBody: beginClosing()
        case .closing where isOutputEnded: close()
        case .closing, .body, .calling: break
        }
    }
}
