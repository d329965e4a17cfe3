// The operator's side of the control API, by async-http-client: connections, Unix sockets and
// HTTP are its matter. Nothing else of a command sees it.
//
//     command → ControlClient+Calls → ControlClient → socket → ControlAPI's values

import AsyncHTTPClient
import ControlAPI
import NIOCore
import NIOHTTP1
import NIOPosix

/// Asks one runtime. Any thread; has one of its own for its connections.
public final class ControlClient: Sendable {
    /// A runtime answers a command within 60 s, or says that it takes longer.
    private static let answerTimeout = TimeAmount.seconds(75)
    private static let connectTimeout = TimeAmount.seconds(5)
    /// A thousand apps are told in 2 MiB.
    private static let answerBytesMax = 64 << 20

    public let place: ControlPlace
    private let group: MultiThreadedEventLoopGroup
    private let client: HTTPClient

    /// Connects to nothing yet. ``shutdown()`` must be called before it goes.
    public init(_ place: ControlPlace) {
        self.place = place
        group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        var configuration = HTTPClient.Configuration()
        configuration.redirectConfiguration = .disallow
        configuration.timeout = .init(connect: Self.connectTimeout, read: Self.answerTimeout)
        // A runtime that is not there is told at once.
        configuration.connectionPool.retryConnectionEstablishment = false
        client = HTTPClient(eventLoopGroup: group, configuration: configuration)
    }

    /// Closes its connections and ends its thread.
    public func shutdown() async {
        try? await client.shutdown()
        try? await group.shutdownGracefully()
    }

    /// The body of a success.
    func answer(
        _ method: HTTPMethod, _ target: String, body: [UInt8]? = nil
    ) async throws(ControlClientError) -> [UInt8] {
        let (status, bytes) = try await exchange(method, target, body: body)
        guard (200...299).contains(status) else { throw refusal(status, bytes) }
        return bytes
    }

    /// Status and body of whatever is answered.
    func exchange(
        _ method: HTTPMethod, _ target: String, body: [UInt8]? = nil
    ) async throws(ControlClientError) -> (status: Int, body: [UInt8]) {
        do {
            let response = try await client.execute(
                request(method, target, body: body), timeout: Self.answerTimeout)
            let bytes = try await response.body.collect(upTo: Self.answerBytesMax)
            return (Int(response.status.code), Array(bytes.readableBytesView))
        } catch {
            throw ControlClientError(error, at: place)
        }
    }

    /// A body that comes piece by piece, for as long as the runtime likes.
    func stream(_ target: String) async throws(ControlClientError) -> HTTPClientResponse.Body {
        let response: HTTPClientResponse
        do {
            response = try await client.execute(
                request(.GET, target), deadline: .distantFuture)
        } catch {
            throw ControlClientError(error, at: place)
        }
        guard response.status == .ok else {
            let bytes = try? await response.body.collect(upTo: Self.answerBytesMax)
            throw refusal(
                Int(response.status.code), bytes.map { Array($0.readableBytesView) } ?? [])
        }
        return response.body
    }

    private func request(
        _ method: HTTPMethod, _ target: String, body: [UInt8]? = nil
    ) -> HTTPClientRequest {
        var request = HTTPClientRequest(url: place.url(of: target))
        request.method = method
        if let token = place.token {
            request.headers.add(name: "Authorization", value: "Bearer \(token)")
        }
        if let body {
            request.headers.add(name: "Content-Type", value: "application/json")
            request.body = .bytes(body)
        }
        return request
    }

    private func refusal(_ status: Int, _ body: [UInt8]) -> ControlClientError {
        guard let report = try? ControlJSON.decode(ErrorReport.self, from: body) else {
            return .unexpected("\(place): expected a runtime's answer, got status \(status)")
        }
        return .refused(status: status, report)
    }
}
