import Glibc
import Sockets
import Testing

@testable import Runtime

/// What `LISTEN_PID`, `LISTEN_FDS` and `LISTEN_FDNAMES` hand over.
@Suite struct InheritedSocketsTests {
    /// Of descriptors one behind the other, where nothing else is: the kernel gives the lowest
    /// number that is free.
    private static let first: CInt = {
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        return CInt(min(limit.rlim_cur, 65_536)) - 8
    }()

    private func read(
        pid: String = "7", count: String = "1", names: String? = nil
    ) throws(StartError) -> InheritedSockets {
        var variables = ["LISTEN_PID": pid, "LISTEN_FDS": count]
        variables["LISTEN_FDNAMES"] = names
        return try InheritedSockets(variables, pid: 7, from: Self.first)
    }

    private func refusal(count: String = "1", names: String? = nil) -> String {
        do {
            _ = try read(count: count, names: names)
            return "taken"
        } catch {
            return error.description
        }
    }

    /// Runs `body` with listening sockets in place; what took them over has not closed them.
    private func withSockets(_ count: Int, body: () throws -> Void) throws {
        for index in 0..<count {
            let descriptor = socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0)
            try #require(listen(descriptor, 1) == 0)
            let number = Self.first + CInt(index)
            // Not dup2, which would take the number from whoever has it.
            try #require(fcntl(descriptor, F_DUPFD_CLOEXEC, number) == number)
            close(descriptor)
        }
        defer { for index in 0..<count { close(Self.first + CInt(index)) } }
        try body()
    }

    @Test func namesSayWhatASocketIsFor() throws {
        #expect(try InheritedSockets([:], pid: 7, from: 3).http == nil)
        #expect(try read(pid: "8", count: "no number").http == nil)
        #expect(try read(count: "0").http == nil)
        try withSockets(2) {
            for names in [nil, "", "http", "nano.socket", "unknown"] {
                #expect(try read(names: names).http?.descriptor == Self.first)
            }
            let both = try read(count: "2", names: "status:http")
            #expect(both.status?.descriptor == Self.first)
            #expect(both.http?.descriptor == Self.first + 1)
            #expect(both.control == nil)
            refusalsSayWhatIsWrong()
        }
    }

    private func refusalsSayWhatIsWrong() {
        let descriptor = "LISTEN_FDS: descriptor \(Self.first)"
        #expect(refusal(count: "x") == #"LISTEN_FDS: expected a number of descriptors, got "x""#)
        #expect(refusal(names: "htpp").hasSuffix("expected the name http, control or status"))
        #expect(refusal(names: "htpp").hasPrefix("\(descriptor) (htpp): "))
        #expect(refusal(names: "control").contains("expected a Unix socket, got 0.0.0.0:"))
        #expect(
            refusal(count: "2", names: "http:http").contains(
                "expected one socket of this name, got another, 0.0.0.0:"))
        #expect(
            refusal(count: "3", names: "http:status:x")
                == "LISTEN_FDS: descriptor \(Self.first + 2) (x): "
                + "expected a listening socket, got no socket")
    }
}
