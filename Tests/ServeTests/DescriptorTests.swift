import Foundation
import Testing

/// A process that may open no more files.
struct DescriptorTests {
    /// Lets the server open this many files more.
    private func limitDescriptors(of server: ServerProcess, toMore count: Int) throws {
        let open = try FileManager.default.contentsOfDirectory(
            atPath: "/proc/\(server.process.pid)/fd")
        let taken = Set(open.compactMap { Int($0) })
        // Numbers below the limit may be taken, and some above are.
        let limit = (0..<10_000).filter { !taken.contains($0) }[count]
        let prlimit = try ChildProcess(
            "/usr/bin/prlimit", ["--pid", "\(server.process.pid)", "--nofile=\(limit):"],
            errorPath: "/dev/null")
        #expect(prlimit.wait() == 0)
    }

    @Test func clientsWaitUntilThereIsADescriptorAgain() throws {
        try withServer(["hello": .hello(1)]) { server in
            let first = try server.connect()
            #expect(try first.answer("GET", host: "hello").status == 200)
            try limitDescriptors(of: server, toMore: 4)
            let crowd = try (0..<8).map { _ in try server.connect() }
            let last = try server.connect()
            try last.send("GET / HTTP/1.1\r\nHost: hello\r\n\r\n")
            let event = try server.events.next("accept_paused")
            #expect(event.reason == "accept4: Too many open files")
            // Who is in is served meanwhile.
            #expect(try first.answer("GET", host: "hello").status == 200)
            for client in crowd { client.endSending() }
            #expect(try last.receive().status == 200)
        }
    }
}
