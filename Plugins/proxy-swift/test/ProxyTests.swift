import PluginTesting

@testable import App

@main
enum ProxyTests: PluginTests {
    static func run(_ tests: TestRun) {
        tests.test("does not start without an upstream") { test in
            let app = TestApp(Proxy.self)
            test.expect(!app.hasStarted, "a refusal")
            test.expect(
                app.log.last, "expected UPSTREAM in env, such as http://127.0.0.1:9000")
        }
        // A test's host sends no requests.
        tests.test("answers 502 with a reason where the request cannot be forwarded") { test in
            let app = TestApp(Proxy.self, environment: [("UPSTREAM", "http://127.0.0.1:9")])
            let response = app.get("/prices?of=tea")
            test.expect(response.status, 502)
            test.expect(response.text, "the request cannot be forwarded\n")
        }
        tests.test("forwards no target without a path") { test in
            let app = TestApp(Proxy.self, environment: [("UPSTREAM", "http://127.0.0.1:9")])
            test.expect(app.send("OPTIONS", "*").status, 400)
        }
        tests.test("keeps the fields of a connection to itself") { test in
            let fields = EndToEndFields(connection: "close, X-Hop", except: ["host"])
            for name in ["Connection", "content-length", "Transfer-Encoding", "x-hop", "Host"] {
                test.expect(!fields.include(name), "without " + name)
            }
            test.expect(fields.include("Accept"), "Accept")
            test.expect(EndToEndFields(connection: nil).include("X-Hop"), "X-Hop")
        }
    }
}
