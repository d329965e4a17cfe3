import PluginABI
import Testing

@testable import PluginKit

/// The C functions over a Swift plugin. One at a time, because a process has one registration,
/// as an image does.
@Suite(.serialized) struct EntryTests {
    struct Refusal: Error {}

    struct Refusing: Plugin {
        static let version: StaticString = "1"
        init() throws(PluginFailure) { throw PluginFailure("no database") }
        func handle(_ request: borrowing Request) -> Response { .text("") }
    }

    struct Throwing: Plugin {
        static let version: StaticString = "1"
        func handle(_ request: borrowing Request) throws(Refusal) -> Response { throw Refusal() }
    }

    final class Counted: HostedPlugin {
        static let version: StaticString = "1"
        // Unchecked: one test, on one thread.
        nonisolated(unsafe) static var living = 0
        let app: String
        init(host: Host) {
            app = host.app
            Self.living += 1
        }
        deinit { Self.living -= 1 }
        func handle(_ request: borrowing Request) -> Response { .text(app) }
    }

    @Test func aFailingInitRejectsTheFileAndSaysWhy() {
        Refusing.main()
        let host = LoggingHost()
        var app: UnsafeMutableRawPointer?
        #expect(create(host.pointer, &app) == NANO_ERROR)
        #expect(app == nil)
        #expect(host.lines == ["3 no database"])
    }

    @Test func anErrorOfTheHandlerIsLoggedAndReturned() throws {
        Throwing.main()
        let host = LoggingHost()
        var app: UnsafeMutableRawPointer?
        #expect(create(host.pointer, &app) == NANO_OK)
        var request = nano_request()
        var responder = nano_responder()
        #expect(handle(try #require(app), &request, &responder) == NANO_ERROR)
        #expect(host.lines == ["3 handle threw Refusal()"])
        destroy(try #require(app))
    }

    @Test func destroyReleasesThePlugin() throws {
        Counted.main()
        let host = LoggingHost()
        var app: UnsafeMutableRawPointer?
        #expect(create(host.pointer, &app) == NANO_OK)
        #expect(Counted.living == 1)
        destroy(try #require(app))
        #expect(Counted.living == 0)
    }
}
