import PluginABI
import Testing

@testable import PluginKit

extension EntryTests {
    /// The C functions of a Swift plugin's extensions.
    @Suite(.serialized) struct HandoverTests {
        final class Notes: HostedPlugin, Stateful, Exclusive {
            static let version: StaticString = "1"
            static let stateVersion: UInt32 = 7
            // Unchecked: one test, on one thread.
            nonisolated(unsafe) var text = "a"
            init(host: Host) {}
            func handle(_ request: borrowing Request) -> Response { .text(text) }

            func save(at stage: Handover) throws(PluginFailure) -> [UInt8] {
                guard stage == .publish else { throw PluginFailure("nothing new") }
                return Array(text.utf8)
            }

            func restore(
                _ state: Bytes, version: UInt32, at stage: Handover
            ) throws(PluginFailure) {
                guard stage == .drained, version == 3 else { throw PluginFailure("not mine") }
                text += String(state)
            }

            func quiesce() { text = "quiet" }
            func resume() throws(PluginFailure) { throw PluginFailure("the port is taken") }
        }

        struct Plain: DeferringPlugin {
            static let version: StaticString = "1"
            init(host: Host) {}
            func handle(_ request: borrowing Request, _ call: consuming Call) {}
        }

        struct Streaming: DeferringPlugin, Stateful {
            static let version: StaticString = "1"
            init(host: Host) {}
            func handle(_ request: borrowing Request, _ call: consuming Call) {}
            func save(at stage: Handover) -> [UInt8] { [] }
            func restore(_ state: Bytes, version: UInt32, at stage: Handover) {}
        }

        struct Asynchronous: AsyncPlugin, Exclusive {
            static let version: StaticString = "1"
            init(host: Host) {}
            func handle(_ request: AsyncRequest) async -> AsyncResponse { .text("") }
            func quiesce() {}
            func resume() {}
        }

        @Test func stateIsSavedAndRestoredByStage() throws {
            try withApp(of: Notes.main) { app, host in
                let table = try #require(state(of: app))
                #expect(table.size == MemoryLayout<nano_state>.size)
                #expect(table.version == 7)
                #expect(saved(table, app, NANO_STATE_PUBLISH) == "a")
                #expect(restored(table, app, NANO_STATE_DRAINED, version: 3, "bc") == NANO_OK)
                #expect(saved(table, app, NANO_STATE_PUBLISH) == "abc")
                #expect(host.lines.isEmpty)
            }
        }

        @Test func failuresAreLoggedAndReturned() throws {
            try withApp(of: Notes.main) { app, host in
                let table = try #require(state(of: app))
                #expect(saved(table, app, NANO_STATE_DRAINED) == nil)
                #expect(restored(table, app, NANO_STATE_DRAINED, version: 4, "b") == NANO_ERROR)
                #expect(
                    host.lines == ["3 save failed: nothing new", "3 restore failed: not mine"])
            }
        }

        @Test func whatIsExclusiveIsGivenUpAndTakenBack() throws {
            try withApp(of: Notes.main) { app, host in
                let table = try #require(exclusive(of: app))
                #expect(table.size == MemoryLayout<nano_quiesce>.size)
                #expect(table.quiesce(app) == NANO_OK)
                #expect(try saved(#require(state(of: app)), app, NANO_STATE_PUBLISH) == "quiet")
                #expect(table.resume(app) == NANO_ERROR)
                #expect(host.lines == ["3 resume failed: the port is taken"])
            }
        }

        @Test func everyKindOfPluginHasTheExtensionsItConformsTo() throws {
            try withApp(of: Plain.main) { app, _ in
                #expect(state(of: app) == nil && exclusive(of: app) == nil)
                #expect(extensionTable(app, "nano.state/2") == nil)
            }
            try withApp(of: Streaming.main) { app, _ in
                #expect(state(of: app)?.version == 1 && exclusive(of: app) == nil)
            }
            let host = LoggingHost()
            let asynchronous = LoadedAsyncPlugin(
                Asynchronous(host: Host(host.pointer)), host: Host(host.pointer))
            #expect(asynchronous.state == nil && asynchronous.exclusive != nil)
        }

        /// Makes the app that `main` registers, and destroys it after `body`.
        private func withApp(
            of main: () -> Void, body: (UnsafeMutableRawPointer, LoggingHost) throws -> Void
        ) throws {
            main()
            let host = LoggingHost()
            var made: UnsafeMutableRawPointer?
            #expect(create(host.pointer, &made) == NANO_OK)
            let app = try #require(made)
            defer { destroy(app) }
            try body(app, host)
        }

        private func state(of app: UnsafeMutableRawPointer) -> nano_state? {
            extensionTable(app, NANO_STATE_EXTENSION)?.load(as: nano_state.self)
        }

        private func exclusive(of app: UnsafeMutableRawPointer) -> nano_quiesce? {
            extensionTable(app, NANO_QUIESCE_EXTENSION)?.load(as: nano_quiesce.self)
        }

        /// What `save` wrote; `nil` where it failed.
        private func saved(
            _ table: nano_state, _ app: UnsafeMutableRawPointer, _ stage: UInt32
        ) -> String? {
            var text = ""
            return withUnsafeMutablePointer(to: &text) { kept in
                var writer = nano_state_writer()
                writer.size = UInt32(MemoryLayout<nano_state_writer>.size)
                writer.host_data = UnsafeMutableRawPointer(kept)
                writer.write = { writer, bytes in
                    writer?.pointee.host_data.assumingMemoryBound(to: String.self).pointee +=
                        String(view: bytes)
                    return NANO_OK
                }
                return table.save(app, stage, &writer) == NANO_OK ? kept.pointee : nil
            }
        }

        private func restored(
            _ table: nano_state, _ app: UnsafeMutableRawPointer, _ stage: UInt32,
            version: UInt32, _ text: String
        ) -> Int32 {
            Content.text(text).withView { table.restore(app, stage, version, $0) }
        }
    }
}
