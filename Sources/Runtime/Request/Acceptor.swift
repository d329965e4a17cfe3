// First step of the request line: accept. One loop accepts for all; each connection goes to one of
// the loops, in turns, and stays there.

import Sockets

/// Accepts connections. Lives on the first event loop.
final class Acceptor {
    /// As many a turn, so that a crowd at the door does not keep the loop from those inside.
    private static let batchCountMax = 64

    private enum Phase {
        case closed, open
        /// Nothing could be accepted; tried again when a second has passed.
        case paused
    }

    private let socket: ListeningSocket
    private let loops: [LoopPort]
    /// Which loop's turn it is.
    private var next = 0
    private var phase = Phase.closed
    private var isWatched = false
    /// The last attempt failed, and was told.
    private var isExhausted = false

    init(_ socket: ListeningSocket, sharingAmong loops: [LoopPort]) {
        self.socket = socket
        self.loops = loops
    }

    func open(on loop: EventLoop) {
        do {
            if isWatched { loop.rewatch(socket, .readable) } else { try loop.watch(socket) }
            isWatched = true
            phase = .open
        } catch {
            pause(error, on: loop)
        }
    }

    /// Somebody waits.
    func accept(on loop: EventLoop) {
        for _ in 0..<Self.batchCountMax {
            switch socket.accept() {
            case .connection(let socket, let peer):
                isExhausted = false
                handOut(socket, peer, on: loop)
            case .nobody: return
            case .exhausted(let error): return pause(error, on: loop)
            }
        }
    }

    private func handOut(_ socket: consuming Socket, _ peer: SocketAddress, on loop: EventLoop) {
        let port = loops[next]
        next = next + 1 == loops.count ? 0 : next + 1
        if port.mailbox === loop.port.mailbox { return loop.open(socket, peer: peer) }
        let accepted = AcceptedSocket(socket, peer: peer)
        port.post { loop in
            if let socket = accepted.claim() { loop.open(socket, peer: accepted.peer) }
        }
    }

    /// Who waits is reported as long as he does: without a pause the loop would do nothing else.
    private func pause(_ error: SystemError, on loop: EventLoop) {
        phase = .paused
        if isWatched { loop.rewatch(socket, []) }
        if !isExhausted { loop.log.emit(.acceptPaused(reason: error.description)) }
        isExhausted = true
    }

    /// A second has passed.
    func resume(on loop: EventLoop) {
        if case .paused = phase { open(on: loop) }
    }
}
