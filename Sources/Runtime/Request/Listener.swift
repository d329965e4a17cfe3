// The listening socket as the composition root sees it: bound at the start, so that a port that is
// taken ends it, and opened when there is something to serve. The accepting itself is done by an
// `Acceptor`, on the first event loop.

import Sockets

/// The listening socket. It accepts nothing before `open`. Callable from every thread.
struct Listener: Sendable {
    /// The address or name that it was told to listen on.
    let host: String
    /// The port it is bound to.
    let port: Int
    private let loop: LoopPort

    /// Binds and listens; clients wait in the backlog until `open`.
    /// - Parameter loops: among which connections are shared out; the first one accepts.
    init(host: String, port: Int, loops: [LoopPort]) throws(ListenError) {
        self.init(try ListeningSocket(host: host, port: port), host: host, loops)
    }

    /// Takes over a socket that listens already; who waits in its backlog is served.
    init(_ inherited: InheritedSocket, loops: [LoopPort]) {
        let socket = ListeningSocket(inherited)
        self.init(socket, host: socket.address.ip.description, loops)
    }

    private init(_ socket: ListeningSocket, host: String, _ loops: [LoopPort]) {
        self.host = host
        port = socket.port
        loop = loops[0]
        // From here on that loop is its only owner, and closes it.
        loop.post { $0.acceptor = Acceptor(socket, sharingAmong: loops) }
    }

    func open() {
        loop.post { $0.acceptor?.open(on: $0) }
    }

    /// Whoever connects from now on is refused by the kernel.
    func close() {
        loop.post { $0.acceptor = nil }
    }
}
