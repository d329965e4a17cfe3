import PluginTesting

@testable import App

/// What the greeter answers.
@main
enum GreeterTests: PluginTests {
    static func run(_ tests: TestRun) {
        tests.test("greets whom the path names") { test in
            let response = TestApp(Greeter.self).get("/Ada")
            test.expect(response.status, 200)
            test.expect(response.text, "Hello, Ada!\n")
        }

        tests.test("greets the world where the path names nobody") { test in
            test.expect(TestApp(Greeter.self).get("/").text, "Hello, World!\n")
        }

        tests.test("counts its greetings") { test in
            let app = TestApp(Greeter.self)
            test.expect(app.get("/Ada").header("Greeting-Number"), "1")
            test.expect(app.get("/Bob").header("Greeting-Number"), "2")
        }

        tests.test("says which methods it knows") { test in
            let response = TestApp(Greeter.self).send("POST", "/Ada", body: "Hello")
            test.expect(response.status, 405)
            test.expect(response.header("Allow"), "GET")
        }
    }
}
