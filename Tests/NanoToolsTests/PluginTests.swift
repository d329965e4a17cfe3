import PluginABI
import SystemPackage
import Testing

/// The plugins in `Plugins/`, built, loaded, asked and closed.
@Suite struct PluginTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// Builds the plugin of that name, calls `body` between its create and destroy, and checks
    /// that its image leaves the process.
    func use(_ name: String, _ body: (TestHost) throws -> Void) async throws {
        let file = try await Tool.buildPlugin(name, into: folder.path)
        let image = try onLane { try LoadedImage(file) }
        #expect(try LoadedImage.isMapped(file))
        try onLane {
            let host = TestHost(image.plugin)
            try #require(host.create() == NANO_OK)
            try body(host)
            host.destroy()
        }
        #expect(try image.close(), "\(name) is still mapped")
    }

    @Test(arguments: ["hello-c", "hello-cpp", "hello-rust", "hello-swift"])
    func greetsEveryRequestAndLeaves(_ name: String) async throws {
        try await use(name) { host in
            for _ in 0..<3 {
                let answer = host.handle("GET", "/")
                #expect(answer.code == NANO_OK)
                #expect(answer.status == 200)
                #expect(answer.body == "Hello, World!")
                #expect(answer.headers["Content-Type"]?.hasPrefix("text/plain") == true)
            }
        }
    }

    @Test(arguments: ["chat-c", "crash-c", "upload-c"])
    func passesTheTestsOfItsOwn(_ name: String) async throws {
        let folder = Tool.repository.appending("Plugins").appending(name)
        let outcome = try await Tool.run("test", folder.string)
        #expect(outcome.succeeded, "\(outcome.standardOutput)\(outcome.standardError)")
    }

    @Test func echoGivesBackBodyAndHeaders() async throws {
        try await use("echo-c") { host in
            let body = "a\0b\r\n"
            let plain = host.handle("POST", "/any", body: body)
            #expect(plain.body == body)
            #expect(plain.headers == ["Content-Type": "application/octet-stream"])

            let typed = host.handle("POST", "/", headers: [("CONTENT-type", "a/b")], body: "x")
            #expect(typed.headers == ["Content-Type": "a/b"])

            let fields = [("Accept", "*/*"), ("X-Empty", "")]
            let echo = host.handle("GET", "/echo", headers: fields)
            #expect(echo.body == "Accept: */*\nX-Empty: \n")
            #expect(host.handle("GET", "/echo").body == "")

            let options = host.handle("OPTIONS", "*")
            #expect(options.status == 204)
            #expect(options.headers["Allow"] == "GET, HEAD, POST, OPTIONS")
            #expect(host.handle("GET", "/").body == "OK")
        }
    }

    @Test func slowSleepsAsLongAsAsked() async throws {
        try await use("slow-c") { host in
            #expect(host.handle("GET", "/", query: "ms=1").body == "slept 1 ms\n")
            #expect(host.handle("GET", "/", query: "a=7&ms=2&b").body == "slept 2 ms\n")
            #expect(host.handle("GET", "/", query: "ms=x").body == "slept 0 ms\n")
        }
    }

    @Test func todoKeepsItemsAndLeaves() async throws {
        try await use("todo-swift") { host in
            #expect(host.handle("GET", "/items").body == "[]")
            let added = host.handle("POST", "/items", body: #"{"title":"Buy \u00e4 milk"}"#)
            #expect(added.status == 201)
            #expect(added.headers["Location"] == "/items/1")
            #expect(added.headers["Content-Type"] == "application/json")
            let item = host.handle("GET", "/items/1").body
            #expect(item.contains(#""title":"Buy ä milk""#) && item.contains(#""id":1"#))
            #expect(host.handle("POST", "/items", body: "nonsense").status == 400)
            #expect(host.handle("PUT", "/items").headers["Allow"] == "GET, HEAD, POST")
            #expect(host.handle("DELETE", "/items/1").status == 204)
            #expect(host.handle("GET", "/items/1").status == 404)
            #expect(host.handle("GET", "/elsewhere").status == 404)
        }
    }
}
