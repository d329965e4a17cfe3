// What a drain, of an app or of the process, does to a connection. Called on its event loop.

import NIOCore

extension Connection {
    /// Answers an in-flight request of the generation with 503 and closes the connection.
    func cut(_ generation: GenerationID) {
        guard let context, lease?.shard.generation.id == generation else { return }
        answer(.cut, .closing)
        endLease()
        beginClosing(context)
    }

    func closeIfIdle() {
        guard case .head = phase, buffer.readableBytes == 0, let context else { return }
        beginClosing(context)
    }

    func closeIfUnleased() {
        guard let context else { return }
        switch phase {
        case .head, .skippingBody: beginClosing(context)
        case .closing where isOutputFlushed: context.close(promise: nil)
        case .closing, .body, .calling: break
        }
    }
}
