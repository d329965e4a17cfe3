import PluginTesting
import Testing

@testable import Greeter

/// What the greeter answers.
@Suite struct GreeterTests {
    @Test func greetsWhomThePathNames() {
        let response = TestApp(Greeter.self).get("/Ada")
        #expect(response.status == 200)
        #expect(response.text == "Hello, Ada!\n")
    }

    @Test func countsItsGreetings() {
        let app = TestApp(Greeter.self)
        #expect(app.get("/Ada").header("Greeting-Number") == "1")
        #expect(app.get("/Bob").header("Greeting-Number") == "2")
    }

    @Test func saysWhichMethodsItKnows() {
        let response = TestApp(Greeter.self).send("POST", "/Ada", body: "Hello")
        #expect(response.status == 405)
        #expect(response.header("Allow") == "GET")
    }
}
