// Outgoing HTTP, by async-http-client: names, connections, TLS and HTTP/2 are its matter. Nothing
// else of the runtime sees it, and no request that the runtime serves passes through here.
// ARCHITECTURE.md has why it was chosen, and what it costs.

import AsyncHTTPClient
import NIOCore
import NIOHTTP1

/// The requests of one app to other servers, and the connections that it keeps to them.
public final class OutgoingClient: Sendable {
    public typealias Completion = @Sendable (Result<OutgoingResponse, OutgoingError>) -> Void

    /// Connections to one server at a time; further requests to it wait for one.
    public static let connectionCountMax = 8
    /// How often a request that follows redirects is sent on.
    static let redirectCountMax = 10

    private let client: HTTPClient
    private let followingClient: HTTPClient

    /// The first one in the process starts the thread of outgoing requests, which inherits the
    /// caller's signal mask.
    public init() {
        client = HTTPClient(
            eventLoopGroup: OutgoingLoop.loop, configuration: Self.configuration(.disallow))
        followingClient = HTTPClient(
            eventLoopGroup: OutgoingLoop.loop,
            configuration: Self.configuration(
                .follow(max: Self.redirectCountMax, allowCycles: false)))
    }

    deinit {
        for client in [client, followingClient] { client.shutdown { _ in } }
    }

    private static func configuration(
        _ redirects: HTTPClient.Configuration.RedirectConfiguration
    ) -> HTTPClient.Configuration {
        var configuration = HTTPClient.Configuration()
        configuration.redirectConfiguration = redirects
        // A server that is not there is told at once, and not tried again until the deadline.
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit =
            connectionCountMax
        return configuration
    }

    /// Sends a request.
    /// - Parameter completion: called once, on the thread of outgoing requests, which it must not
    ///   hold up.
    /// - Throws: `OutgoingError` of kind `invalid`; the completion is not called then.
    public func start(
        _ request: OutgoingRequest, completion: @escaping Completion
    ) throws(OutgoingError) -> OutgoingExchange {
        let outgoing = try HTTPClient.Request(request)
        let exchange = OutgoingExchange()
        let client = request.followsRedirects ? followingClient : client
        let deadline = NIODeadline.now() + .milliseconds(Int64(request.timeoutMilliseconds))
        let bodyBytesMax = request.bodyBytesMax
        // All of it on that thread: threads that are started on the way are then not the caller's.
        OutgoingLoop.loop.execute { [self] in
            let task = client.execute(
                request: outgoing,
                delegate: ResponseAccumulator(request: outgoing, maxBodySize: bodyBytesMax),
                deadline: deadline)
            if !exchange.begin({ task.cancel() }) { task.cancel() }
            task.futureResult.whenComplete { result in
                exchange.end()
                completion(
                    result.map(OutgoingResponse.init).mapError {
                        OutgoingError($0, bodyBytesMax: bodyBytesMax)
                    })
                // The connections stay as long as something is under way.
                _ = self
            }
        }
        return exchange
    }
}

extension HTTPClient.Request {
    fileprivate init(_ request: OutgoingRequest) throws(OutgoingError) {
        do {
            try self.init(
                url: request.url, method: HTTPMethod(rawValue: request.method),
                headers: HTTPHeaders(request.headers.map { ($0.name, $0.value) }),
                body: request.body.isEmpty ? nil : .bytes(request.body))
        } catch {
            throw OutgoingError(.invalid, "\(request.url): \(error)")
        }
        guard ["http", "https"].contains(scheme) else {
            throw OutgoingError(.invalid, "\(request.url): expected http or https")
        }
    }
}

extension OutgoingResponse {
    fileprivate init(_ response: HTTPClient.Response) {
        self.init(
            status: Int(response.status.code),
            headers: response.headers.map { (name: $0.name, value: $0.value) },
            body: response.body.map { Array($0.readableBytesView) } ?? [])
    }
}
