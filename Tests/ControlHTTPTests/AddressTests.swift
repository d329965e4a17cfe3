import ControlHTTP
import Foundation
import Glibc
import Testing

/// Where a listener listens, and what it says where it can't.
@Suite struct AddressTests {
    private let request = "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"

    private func withDirectory(_ body: (String) throws -> Void) throws {
        var template = Array("/tmp/nano-control-XXXXXX".utf8CString)
        let path = String(cString: try #require(mkdtemp(&template)))
        defer { try? FileManager.default.removeItem(atPath: path) }
        try body(path)
    }

    private func listen(_ address: ControlAddress) throws -> ControlListener {
        try ControlThread().listen(on: address, Listening.echo)
    }

    @Test func theSocketsFileIsItsUsersAloneWhateverTheMaskIs() throws {
        try withDirectory { directory in
            let mask = umask(0)
            let path = "\(directory)/s"
            let listener = try listen(.unix(path: path))
            umask(mask)
            var status = stat()
            #expect(lstat(path, &status) == 0)
            #expect(status.st_mode == S_IFSOCK | 0o600)
            #expect(status.st_uid == geteuid())
            listener.close(withinSeconds: 20)
            #expect(lstat(path, &status) != 0)
        }
    }

    @Test func aSocketThatIsInUseIsLeftAlone() throws {
        try withDirectory { directory in
            let path = "\(directory)/s"
            let first = try listen(.unix(path: path))
            let error = #expect(throws: ControlListenError.self) {
                try listen(.unix(path: path))
            }
            #expect(error?.reason == .inUse)
            #expect(
                error?.description
                    == "cannot listen on \(path): another process listens there")
            let client = try Client(path: path)
            client.send(request)
            #expect(!client.receiveAll().isEmpty)
            first.close(withinSeconds: 20)
        }
    }

    @Test func whatADeadProcessLeftBehindIsReplaced() throws {
        try withDirectory { directory in
            let path = "\(directory)/s"
            let first = try listen(.unix(path: path))
            // Its name is another one when it closes: the file stays, as behind a kill.
            #expect(rename(path, "\(path).away") == 0)
            first.close(withinSeconds: 20)
            #expect(rename("\(path).away", path) == 0)
            let second = try listen(.unix(path: path))
            let client = try Client(path: path)
            client.send(request)
            #expect(!client.receiveAll().isEmpty)
            second.close(withinSeconds: 20)
        }
    }

    @Test func anotherFilesNameIsNotTaken() throws {
        try withDirectory { directory in
            let path = "\(directory)/s"
            try Data("precious".utf8).write(to: URL(filePath: path))
            #expect(throws: ControlListenError.self) { try listen(.unix(path: path)) }
            #expect(try String(contentsOfFile: path, encoding: .utf8) == "precious")
        }
    }

    @Test func theFileOfWhoeverCameLaterStays() throws {
        try withDirectory { directory in
            let path = "\(directory)/s"
            let first = try listen(.unix(path: path))
            unlink(path)
            let second = try listen(.unix(path: path))
            first.close(withinSeconds: 20)
            let client = try Client(path: path)
            client.send(request)
            #expect(!client.receiveAll().isEmpty)
            second.close(withinSeconds: 20)
        }
    }

    @Test func aLongPathIsRefusedInOneLine() throws {
        let path = "/tmp/" + String(repeating: "x", count: 108)
        let error = #expect(throws: ControlListenError.self) { try listen(.unix(path: path)) }
        #expect(
            error?.reason == .refused("expected a path of at most 107 bytes, got 113"))
    }

    @Test func aMissingDirectoryIsRefusedInOneLine() throws {
        let error = #expect(throws: ControlListenError.self) {
            try listen(.unix(path: "/nowhere/s"))
        }
        #expect(error?.reason == .refused("/nowhere/: No such file or directory"))
    }

    @Test func tcpListensOnAPortOfTheKernelsChoice() throws {
        let listener = try listen(.tcp(host: "127.0.0.1", port: 0))
        let port = try #require(listener.port)
        let client = try Client(port: port)
        client.send(request)
        #expect(!client.receiveAll().isEmpty)
        let error = #expect(throws: ControlListenError.self) {
            try listen(.tcp(host: "127.0.0.1", port: port))
        }
        #expect(error?.reason == .inUse)
        listener.close(withinSeconds: 20)
    }

    @Test func anUnknownHostIsRefused() throws {
        #expect(throws: ControlListenError.self) {
            try listen(.tcp(host: "no such host", port: 0))
        }
    }

    @Test func anOpenDescriptorIsTakenOver() throws {
        try withDirectory { directory in
            var address = sockaddr_un()
            address.sun_family = sa_family_t(AF_UNIX)
            let path = "\(directory)/s"
            withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
            let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
            let descriptor = socket(AF_UNIX, kind, 0)
            let status = withUnsafePointer(to: &address) {
                $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
                }
            }
            #expect(status == 0 && Glibc.listen(descriptor, 8) == 0)
            let listener = try listen(.descriptor(descriptor))
            let client = try Client(path: path)
            client.send(request)
            #expect(!client.receiveAll().isEmpty)
            listener.close(withinSeconds: 20)
        }
    }
}
