// First step of the request line: accept. One listening socket; each connection goes to one of the
// event loops and stays there.

import NIOCore
import NIOPosix

/// The listening socket. It accepts nothing before `open`.
struct Listener {
    private let channel: any Channel

    /// Binds and listens; clients wait in the backlog until `open`.
    static func bind(
        host: String, port: Int, group: MultiThreadedEventLoopGroup,
        loops: [NIOLoopBoundBox<LoopState>]
    ) throws -> Listener {
        let channel = try ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 4_096)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .serverChannelOption(.autoRead, value: false)
            .serverChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(AcceptPause())
                }
            }
            .childChannelOption(.socketOption(.tcp_nodelay), value: 1)
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    guard let loop = loops.first(where: { $0.eventLoop === channel.eventLoop })
                    else { preconditionFailure("a connection on a loop that is not ours") }
                    try channel.pipeline.syncOperations.addHandler(Connection(loop.value))
                }
            }
            .bind(host: host, port: port).wait()
        return Listener(channel: channel)
    }

    /// The port it is bound to.
    var port: Int { channel.localAddress?.port ?? 0 }

    func open() {
        channel.setOption(.autoRead, value: true).whenComplete { [channel] _ in channel.read() }
    }

    func close() {
        channel.close(promise: nil)
    }
}
