import Glibc
import Testing

@testable import Sockets

/// From bind to an accepted connection.
@Suite struct ListeningSocketTests {
    private func connect(to listener: ListeningSocket) throws -> Socket {
        let client = Socket(owning: socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(listener.port).bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7f00_0001).bigEndian
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(client.descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        try #require(result == 0)
        return client
    }

    @Test func acceptsWhoWaitsAndTellsItsAddress() throws {
        let listener = try ListeningSocket(host: "127.0.0.1", port: 0)
        guard case .nobody = listener.accept() else {
            Issue.record("expected nobody")
            return
        }
        let client = try connect(to: listener)
        guard case .connection(let socket, let peer) = listener.accept() else {
            Issue.record("expected a connection")
            return
        }
        #expect(peer.description == "127.0.0.1:\(ListeningSocket.localPort(client.descriptor))")
        #expect(fcntl(socket.descriptor, F_GETFL) & O_NONBLOCK != 0)
        #expect(fcntl(socket.descriptor, F_GETFD) & FD_CLOEXEC != 0)
    }

    @Test func listensOnANameOfTheMachine() throws {
        #expect(try ListeningSocket(host: "localhost", port: 0).port > 0)
    }

    @Test func saysThatAPortIsTaken() throws {
        let listener = try ListeningSocket(host: "127.0.0.1", port: 0)
        let error = #expect(throws: ListenError.self) {
            try ListeningSocket(host: "127.0.0.1", port: listener.port)
        }
        #expect(error?.description == "bind: Address already in use")
    }

    @Test func saysThatAHostIsUnknown() {
        #expect(throws: ListenError.unknownHost) {
            try ListeningSocket(host: "not a host", port: 0)
        }
    }

    @Test func aConnectionThatNobodyClaimsIsClosed() throws {
        let listener = try ListeningSocket(host: "127.0.0.1", port: 0)
        let client = try connect(to: listener)
        guard case .connection(let socket, let peer) = listener.accept() else {
            Issue.record("expected a connection")
            return
        }
        do { _ = AcceptedSocket(socket, peer: peer) }
        var byte: UInt8 = 0
        #expect(recv(client.descriptor, &byte, 1, 0) == 0)
    }

    @Test func aConnectionIsClaimedOnce() throws {
        let pair = try SocketPair()
        let copy = dup(pair.one.descriptor)
        let peer = SocketAddress(sockaddr_storage())
        let accepted = AcceptedSocket(Socket(owning: copy), peer: peer)
        #expect(accepted.claim()?.descriptor == copy)
        #expect(accepted.claim()?.descriptor == nil)
    }
}
