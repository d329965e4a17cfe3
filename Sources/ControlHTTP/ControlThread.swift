// The one thread of all listeners for operators: SwiftNIO's, apart from the event loops that serve.
// However slow what happens here is, no request of an app waits for it.

import Glibc
import NIOCore
import NIOHTTP1
import NIOPosix

/// Listeners for operators. Callable from every thread but its own.
public final class ControlThread: Sendable {
    private let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)

    /// Starts the thread, which inherits the caller's signal mask.
    /// - Parameter prepare: the first thing that runs on it.
    public init(prepare: @escaping @Sendable () -> Void = {}) {
        group.next().execute(prepare)
    }

    /// Opens a listener; clients are answered from here on.
    public func listen(
        on address: ControlAddress, limits: ControlLimits = ControlLimits(),
        _ service: ControlService
    ) throws(ControlListenError) -> ControlListener {
        let loop = group.next()
        let census = NIOLoopBoundBox.makeBoxSendingValue(ConnectionCensus(), eventLoop: loop)
        let bootstrap = ServerBootstrap(group: group)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .childChannelInitializer { channel in
                Self.prepare(channel, limits, service, census)
            }
        let file: UnixSocketFile?
        if case .unix(let path) = address {
            file = try UnixSocketFile(path: path)
        } else {
            file = nil
        }
        do {
            let channel = try Self.open(bootstrap, address, file).wait()
            return ControlListener(channel, file, census)
        } catch {
            file?.remove()
            throw ControlListenError(address, Self.reason(error))
        }
    }

    /// What NIO closes an accepted connection for.
    private struct NotPermitted: Error {}

    private static func open(
        _ bootstrap: ServerBootstrap, _ address: ControlAddress, _ file: UnixSocketFile?
    ) -> EventLoopFuture<any Channel> {
        switch address {
        case .unix: bootstrap.withBoundSocket(file?.descriptor ?? -1)
        case .tcp(let host, let port): bootstrap.bind(host: host, port: port)
        case .descriptor(let descriptor): bootstrap.withBoundSocket(descriptor)
        }
    }

    private static func reason(_ error: any Error) -> ControlListenError.Reason {
        switch error {
        case let error as IOError where error.errnoCode == EADDRINUSE: .inUse
        case let error as IOError: .refused(String(cString: strerror(error.errnoCode)))
        case is SocketAddressError: .refused("no such host")
        default: .refused("\(error)")
        }
    }

    /// Sets up an accepted connection, or closes it.
    private static func prepare(
        _ channel: any Channel, _ limits: ControlLimits, _ service: ControlService,
        _ census: NIOLoopBoundBox<ConnectionCensus>
    ) -> EventLoopFuture<Void> {
        peer(of: channel).flatMapThrowing { peer in
            guard census.value.count < limits.connectionCountMax, service.permits(peer) else {
                throw NotPermitted()
            }
            var heads = NIOHTTPDecoderLimitConfiguration()
            heads.maxHeaderFieldSize = limits.headBytesMax
            heads.maxHeaderListSize = limits.headBytesMax
            let pipeline = channel.pipeline.syncOperations
            try pipeline.configureHTTPServerPipeline(
                withErrorHandling: false,
                withEncoderConfiguration: HTTPResponseEncoder.Configuration(),
                withDecoderLimitConfiguration: heads)
            try pipeline.addHandler(ControlConnection(service, limits, peer, census.value))
        }
    }

    private static func peer(of channel: any Channel) -> EventLoopFuture<ControlPeer> {
        guard case .unixDomainSocket = channel.localAddress,
            let provider = channel as? any SocketOptionProvider
        else {
            let text = channel.remoteAddress.map(text) ?? "unknown"
            return channel.eventLoop.makeSucceededFuture(.address(text))
        }
        let credentials: EventLoopFuture<PeerCredentials> = provider.unsafeGetSocketOption(
            level: .socket, name: .init(rawValue: PeerCredentials.option))
        return credentials.map { .process(id: $0.processID, userID: $0.userID) }
    }

    private static func text(_ address: SocketAddress) -> String {
        ControlAddress.tcp(host: address.ipAddress ?? "unknown", port: address.port ?? 0)
            .description
    }
}
