import PluginKit

/// Answers from a task that has slept (/late), and gives bodies back while they arrive, in pieces:
/// no thread of libdispatch's may start, so that the image goes after each swap.
@main
struct Relay: AsyncPlugin {
    static let version: StaticString = "1.0.0"
    static let body = BodyDelivery.streamed

    private let counter = Counter()

    init(host: Host) {}

    func handle(_ request: AsyncRequest) async throws -> AsyncResponse {
        guard request.path != "/late" else {
            try await Task.sleep(for: .milliseconds(1))
            await counter.count()
            return .text(await word())
        }
        return .stream(.text(">")) { stream in
            for try await piece in request.body { try await stream.write(piece) }
        }
    }

    @MainActor private func word() -> String { "late" }
}

actor Counter {
    private var requests = 0

    func count() { requests += 1 }
}
