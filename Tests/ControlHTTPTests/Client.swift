import Glibc

/// A client's end of one connection: what is sent and when is the test's to say.
final class Client {
    private let descriptor: Int32

    init(port: Int, bufferBytes: Int32? = nil) throws {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7f00_0001).bigEndian
        descriptor = try Self.connect(AF_INET, &address, bufferBytes)
    }

    init(path: String, bufferBytes: Int32? = nil) throws {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        descriptor = try Self.connect(AF_UNIX, &address, bufferBytes)
    }

    deinit {
        close(descriptor)
    }

    private static func connect<Address>(
        _ family: Int32, _ address: inout Address, _ bufferBytes: Int32?
    ) throws -> Int32 {
        let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        let descriptor = socket(family, kind, 0)
        if var bufferBytes {
            setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &bufferBytes, 4)
        }
        let status = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<Address>.size))
            }
        }
        guard status == 0 else {
            defer { close(descriptor) }
            throw ClientError(code: errno)
        }
        return descriptor
    }

    func send(_ text: String) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }

    /// Sends no more, and goes on reading.
    func endSending() {
        shutdown(descriptor, Int32(SHUT_WR))
    }

    /// What comes, up to and with `end`, or to the end of the connection.
    func receive(until end: String) -> String {
        var bytes: [UInt8] = []
        var byte: UInt8 = 0
        while !bytes.suffix(end.utf8.count).elementsEqual(end.utf8), isReadable,
            recv(descriptor, &byte, 1, 0) == 1
        {
            bytes.append(byte)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// What comes to the end of the connection, in order or by a reset.
    func receiveAll() -> [UInt8] {
        var all: [UInt8] = []
        var bytes = [UInt8](repeating: 0, count: 64 << 10)
        while isReadable {
            let count = recv(descriptor, &bytes, bytes.count, 0)
            guard count > 0 else { break }
            all += bytes.prefix(count)
        }
        return all
    }

    /// Whether something comes in time, or the end.
    private var isReadable: Bool {
        var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&entry, 1, 20_000) > 0
    }
}

struct ClientError: Error, Equatable {
    let code: Int32
}
