import PluginABI
import PluginHosting
import Testing

@testable import Runtime

/// An app that defers every request, and whose answers are the test's. What its calls are told is
/// recorded, as `cancelled 1`, `draining`, ...
final class DeferringApp: Sendable {
    let numbers = Recorder<nano_call>()
    let told = Recorder<String>()
    /// What the views of each request hold when `end` is called.
    let requests = Recorder<Request>()

    struct Request: @unchecked Sendable {
        // Unchecked: valid until the call has ended, on every thread.
        let pointer: UnsafePointer<nano_request>

        var target: String {
            let target = pointer.pointee.target
            return String(
                decoding: UnsafeBufferPointer(start: target.data, count: target.count),
                as: UTF8.self)
        }
    }

    /// The plugin. Keep this app as long as it serves.
    var plugin: ScriptedPlugin {
        ScriptedPlugin { [self] request, responder in
            var events = events
            var number: nano_call = 0
            let code = responder.pointee.defer(responder, &events, &number)
            guard code == NANO_OK else { return code }
            requests.add(Request(pointer: request))
            numbers.add(number)
            return NANO_DEFERRED
        }
    }

    var events: nano_call_events {
        nano_call_events(
            size: UInt32(MemoryLayout<nano_call_events>.size), reserved: 0,
            // For good: a loop that is told to stop carries out what was posted before.
            data: Unmanaged.passRetained(self).toOpaque(),
            cancelled: { DeferringApp.of($0).told.add("cancelled \($2)") },
            draining: { data, _ in DeferringApp.of(data).told.add("draining") },
            readable: { data, _ in DeferringApp.of(data).told.add("readable") },
            writable: { data, _ in DeferringApp.of(data).told.add("writable") },
            ended: { data, _ in DeferringApp.of(data).told.add("ended") })
    }

    private static func of(_ data: UnsafeMutableRawPointer?) -> DeferringApp {
        Unmanaged<DeferringApp>.fromOpaque(data!).takeUnretainedValue()
    }
}

extension ServedApp {
    /// Waits until the loop has read what was sent before, by a request of its own.
    /// - Parameter count: the number of the calls deferred then.
    func settle(_ plugin: DeferringApp, count: Int) throws {
        let last = try connect()
        last.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        let number = try #require(plugin.numbers.waitFor(count).dropFirst(count - 1).first)
        _ = try call(number).respond("settled")
        _ = last.readToEnd()
    }

    /// The call of this number, as the plugin reaches it.
    func call(_ number: nano_call) throws -> any HostedCall {
        try #require(shard.generation.calls.call(number))
    }
}

extension HostedCall {
    func respond(_ body: StaticString, status: UInt32 = 200) -> Int32 {
        respond(nano_response(status: status, body: nano_bytes(body)))
    }

    /// - Parameter length: the value of Content-Length.
    func begin(
        _ body: StaticString = "", status: UInt32 = 200, length: String? = nil
    ) -> Int32 {
        guard let length else {
            return begin(nano_response(status: status, body: nano_bytes(body)))
        }
        return Array(length.utf8).withUnsafeBufferPointer { value in
            var header = nano_header(
                name: nano_bytes("Content-Length"),
                value: nano_bytes(data: value.baseAddress, count: value.count))
            return withUnsafePointer(to: &header) {
                begin(
                    nano_response(
                        status: status, headers: $0, headerCount: 1, body: nano_bytes(body)))
            }
        }
    }

    func read(_ byteCountMax: Int = 1_000, waits: Bool = false) -> (code: Int32, text: String) {
        var room = [UInt8](repeating: 0, count: byteCountMax)
        var count = 0
        let code = room.withUnsafeMutableBytes { read($0, waits: waits, byteCount: &count) }
        return (code, String(decoding: room.prefix(count), as: UTF8.self))
    }

    func write(_ text: String, waits: Bool = false) -> (code: Int32, byteCount: Int) {
        var count = 0
        let code = Array(text.utf8).withUnsafeBytes { write($0, waits: waits, byteCount: &count) }
        return (code, count)
    }
}
