/// A plugin's tests, which `nano-tools test` compiles into a program together with the plugin:
///
///     @testable import App
///     import PluginTesting
///
///     @main
///     enum GreeterTests: PluginTests {
///         static func run(_ tests: TestRun) {
///             tests.test("greets whom the path names") { test in
///                 let response = TestApp(Greeter.self).get("/Ada")
///                 test.expect(response.status, 200)
///                 test.expect(response.text, "Hello, Ada!\n")
///             }
///         }
///     }
///
/// `App` is the module of the plugin's own sources. It all works in Embedded Swift too. A SwiftPM
/// package has Swift Testing instead, and takes `TestApp` from here.
public protocol PluginTests {
    /// Runs the tests, in order, on one thread.
    static func run(_ tests: TestRun)
}

extension PluginTests {
    /// Runs the tests, and says how many there were.
    public static func main() {
        let tests = TestRun()
        run(tests)
        exitStatus = tests.finish() ? 0 : 1
    }
}

/// The program's exit status: 0 if all expectations of at least one test held.
// Unchecked: written and read by the main thread alone.
nonisolated(unsafe) private var exitStatus: Int32 = 1

/// What the C main() that `nano-tools test` generates returns, after it has called the tests':
/// Embedded Swift has no `exit` of its own.
@c(nano_swift_tests_status)
func status() -> Int32 { exitStatus }
