import Glibc
import Testing

/// Bodies larger than memory should be: 1 GiB in each direction, with little of it in the process
/// at any time.
@Suite(.serialized) struct TransferTests {
    static let byteCount = 1 << 30
    static let residentKiBMax = 64 << 10
    /// What `cksum` prints of that many patterned bytes.
    static let checksum = "4253035873 1073741824\n"

    @Test(.timeLimit(.minutes(10))) func aGibibyteIsUploadedInUnder64MebibytesOfMemory() throws {
        try withUploads { server, directory in
            let client = try server.connect()
            try client.send("PUT /files/whole HTTP/1.1\r\nHost: upload\r\n")
            try client.send("Content-Length: \(Self.byteCount)\r\n\r\n")
            var position = 0
            while position < Self.byteCount {
                let count = min(PatternedBytes.block.count, Self.byteCount - position)
                try client.send(Array(PatternedBytes.block.prefix(count)))
                position += count
            }
            let answer = try client.receive()
            #expect(answer.status == 201)
            #expect(answer.text == Self.checksum)
            #expect(try server.facts.residentPeakKiB() < Self.residentKiBMax)
            #expect(try directory.names(in: "uploads") == ["whole"])
            #expect(try client.answer(host: "other").status == 200)
        }
    }

    @Test(.timeLimit(.minutes(10))) func aGibibyteIsDownloadedInUnder64MebibytesOfMemory() throws {
        try withUploads { server, _ in
            let client = try server.connect()
            try client.request("GET", "/download?bytes=\(Self.byteCount)", host: "upload")
            #expect(try client.receiveHead()["Content-Length"] == "\(Self.byteCount)")
            var position = 0
            while position < Self.byteCount {
                let piece = try client.receivePiece()
                guard PatternedBytes.match(piece, from: position) else {
                    throw TestFailure("expected the pattern's bytes from \(position) on")
                }
                // Who sends more than is taken has now time to show it.
                if position < 1 << 29, position + piece.count >= 1 << 29 {
                    try askOther(server, times: 200)
                }
                position += piece.count
            }
            #expect(position == Self.byteCount)
            #expect(try server.facts.residentPeakKiB() < Self.residentKiBMax)
            #expect(try client.answer(host: "other").status == 200)
        }
    }

    @Test func anUploadThatItsClientCutsLeavesNoFile() throws {
        try withUploads { server, directory in
            do {
                let client = try server.connect()
                client.resetWhenClosed()
                try client.send("PUT /files/cut HTTP/1.1\r\nHost: upload\r\n")
                try client.send("Content-Length: 100000\r\n\r\nno more")
                // The plugin has it when the runtime answers another of that app's requests.
                #expect(try server.get("upload").status == 404)
            }
            try server.plugins.remove("upload")
            try server.events.next("app_unloaded", app: "upload")
            #expect(try directory.names(in: "uploads").isEmpty)
        }
    }

    private func askOther(_ server: ServerProcess, times: Int) throws {
        let client = try server.connect()
        for _ in 1...times { #expect(try client.answer(host: "other").text == "v1") }
    }

    /// A server with upload-c, whose peak of memory counts from now on.
    private func withUploads(body: (ServerProcess, TestDirectory) throws -> Void) throws {
        let directory = try TestDirectory()
        #expect(mkdir(directory.file("uploads"), 0o700) == 0)
        let settings = """
            {"env": {"UPLOAD_DIRECTORY": "\(directory.file("uploads"))"},
             "max_body_bytes": \(2 * Self.byteCount)}
            """
        try directory.plugins.configure("upload", settings)
        try directory.plugins.install(.upload, as: "upload")
        try directory.plugins.install(.hello(1), as: "other")
        try withServer(in: directory, [directory.plugins.path]) { server in
            #expect(try server.get("upload").status == 404)
            try server.facts.resetResidentPeak()
            try body(server, directory)
        }
    }
}
