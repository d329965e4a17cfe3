// First step of the request line: accept. One loop accepts for all; each connection goes to one of
// the loops, in turns, and stays there.

import Sockets

/// Accepts connections. Lives on the first event loop.
final class Acceptor {
    /// As many a turn, so that a crowd at the door does not keep the loop from those inside.
    private static let batchCountMax = 64

    private let socket: ListeningSocket
    private let loops: [LoopPort]
    /// Which loop's turn it is.
    private var next = 0
    private var isOpen = false
    /// There was no descriptor left; until the next second nothing is accepted.
    private var isPaused = false
    private var isExhausted = false

    init(_ socket: ListeningSocket, sharingAmong loops: [LoopPort]) {
        self.socket = socket
        self.loops = loops
    }

    func open(on loop: EventLoop) {
        guard !isOpen else { return }
        do {
            try loop.watch(socket)
            isOpen = true
        } catch {
            loop.log.emit(.acceptPaused(reason: error.description))
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
        isPaused = true
        loop.rewatch(socket, [])
        if !isExhausted { loop.log.emit(.acceptPaused(reason: error.description)) }
        isExhausted = true
    }

    /// A second has passed: tries again.
    func resume(on loop: EventLoop) {
        guard isPaused else { return }
        isPaused = false
        loop.rewatch(socket, .readable)
    }
}
