import Glibc
import Testing

@testable import Sockets

/// Descriptors that somebody else has made.
@Suite struct InheritedSocketTests {
    private let stream = CInt(SOCK_STREAM.rawValue)

    @Test func aListeningSocketIsTakenOverWithWhoWaits() throws {
        let descriptor = try listening(AF_INET)
        let inherited = try InheritedSocket(descriptor: descriptor)
        #expect(!inherited.isUnix)
        #expect(fcntl(descriptor, F_GETFL) & O_NONBLOCK != 0)
        #expect(fcntl(descriptor, F_GETFD) & FD_CLOEXEC != 0)

        let listener = ListeningSocket(inherited)
        #expect(inherited.address == "127.0.0.1:\(listener.port)")
        #expect(listener.address.description == inherited.address)
        guard case .nobody = listener.accept() else {
            Issue.record("expected nobody")
            return
        }
    }

    @Test func whatCannotBeListenedOnIsRefused() throws {
        let pipe = open("/dev/null", O_RDONLY)
        let datagram = socket(AF_INET, CInt(SOCK_DGRAM.rawValue), 0)
        let silent = socket(AF_INET, stream, 0)
        defer { for descriptor in [pipe, datagram, silent] { close(descriptor) } }
        expectRefusal(of: pipe, .notASocket)
        expectRefusal(of: datagram, .notAStream)
        expectRefusal(of: silent, .notListening)
    }

    @Test func aUnixSocketTellsItsPath() throws {
        let path = "/tmp/nano-inherited-\(getpid())"
        unlink(path)
        let descriptor = try listening(AF_UNIX, path: path)
        defer {
            close(descriptor)
            unlink(path)
        }
        let inherited = try InheritedSocket(descriptor: descriptor)
        #expect(inherited.isUnix)
        #expect(inherited.address == path)
    }

    private func expectRefusal(of descriptor: CInt, _ expected: InheritedSocketError) {
        #expect(throws: expected) { try InheritedSocket(descriptor: descriptor) }
    }

    private func listening(_ family: CInt, path: String = "") throws -> CInt {
        let descriptor = socket(family, stream, 0)
        var storage = sockaddr_storage()
        let size = withUnsafeMutableBytes(of: &storage) { bytes in
            if family == AF_UNIX {
                var address = sockaddr_un()
                address.sun_family = sa_family_t(AF_UNIX)
                withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
                bytes.storeBytes(of: address, as: sockaddr_un.self)
                return MemoryLayout<sockaddr_un>.size
            }
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_addr.s_addr = in_addr_t(0x7f00_0001).bigEndian
            bytes.storeBytes(of: address, as: sockaddr_in.self)
            return MemoryLayout<sockaddr_in>.size
        }
        let status = withUnsafePointer(to: &storage) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(size))
            }
        }
        try #require(status == 0 && listen(descriptor, 8) == 0)
        return descriptor
    }
}
