// The step into the plugin's code: call. The request becomes a `nano_request` of views into the
// receive buffer; the answer is written into the output buffer before the call returns. On the
// event loop for inline plugins, on a lane otherwise; the same code for both.

import HTTP1
import LinuxShims
import PluginABI
import PluginHosting
import Sockets

/// What a call needs beside the request's head and bytes.
struct CallInput: Sendable {
    /// Where the body lies, counted from the first byte of the head.
    let body: Range<Int>
    /// The client's address and port.
    let peer: [UInt8]
    let frame: ResponseFrame
    let date: HTTPDate
}

enum PluginCall {
    enum Outcome: Sendable {
        case responded(status: Int)
        /// Nothing was written; the reason is for the operator.
        case failed(String)
    }

    /// Calls the plugin's `handle`.
    /// - Parameters:
    ///   - head: borrowed, as a copy would cost an allocation when the parser goes on.
    ///   - request: the bytes of the head and the body.
    ///   - headers: room for the head's fields.
    ///   - output: the response is appended to it.
    static func run(
        _ generation: Generation, _ head: borrowing RequestHead, _ input: borrowing CallInput,
        request: UnsafeRawBufferPointer, headers: HeaderRoom, output: inout ByteQueue
    ) -> Outcome {
        let start = output.count
        var response = PluginResponse(input.frame, input.date)
        swap(&response.output, &output)
        // Threads that the handler starts are the generation's: its image stays while they run.
        let previous = linux_thread_owner_set(generation.id.number)
        let code = call(
            generation.plugin, head, input, request, headers.pointer, &response)
        _ = linux_thread_owner_set(previous)
        swap(&response.output, &output)
        if code == NANO_OK && response.status != 0 { return .responded(status: response.status) }
        output.truncate(to: start)
        return .failed(reason(code, response))
    }

    private static func call(
        _ plugin: PluginInstance, _ head: borrowing RequestHead, _ input: borrowing CallInput,
        _ bytes: UnsafeRawBufferPointer, _ headers: UnsafeMutablePointer<nano_header>,
        _ response: inout PluginResponse
    ) -> Int32 {
        for index in head.fields.indices {
            let field = head.fields[index]
            headers[index] = nano_header(
                name: view(field.name, bytes), value: view(field.value, bytes))
        }
        return input.peer.withUnsafeBufferPointer { peer in
            var request = nano_request(
                size: UInt32(MemoryLayout<nano_request>.size),
                http_version: 0x0100 | UInt32(head.minorVersion),
                method: view(head.method, bytes), target: view(head.target, bytes),
                path: view(head.path, bytes), query: view(head.query, bytes),
                host: view(head.host, bytes), headers: UnsafePointer(headers),
                header_count: head.fields.count,
                body: nano_bytes(
                    data: bytes.baseAddress?.advanced(by: input.body.lowerBound)
                        .assumingMemoryBound(to: UInt8.self),
                    count: input.body.count),
                peer: nano_bytes(data: peer.baseAddress, count: peer.count))
            return withUnsafeMutablePointer(to: &response) { response in
                var responder = nano_responder(
                    size: UInt32(MemoryLayout<nano_responder>.size), reserved: 0,
                    host_data: response, respond: respond, defer: { _, _, _ in NANO_ERROR_STATE })
                return invoke(plugin, &request, &responder)
            }
        }
    }

    /// The plugin's code runs in here, and nowhere else of the request line.
    private static func invoke(
        _ plugin: PluginInstance, _ request: UnsafePointer<nano_request>,
        _ responder: UnsafeMutablePointer<nano_responder>
    ) -> Int32 {
        plugin.functions.pointee.handle!(plugin.app, request, responder)
    }

    private static func view(_ range: ByteRange, _ bytes: UnsafeRawBufferPointer) -> nano_bytes {
        nano_bytes(
            data: bytes.baseAddress?.advanced(by: Int(range.start))
                .assumingMemoryBound(to: UInt8.self),
            count: Int(range.count))
    }

    private static func reason(_ code: Int32, _ response: borrowing PluginResponse) -> String {
        if let fault = response.fault { return "respond was refused: \(fault)" }
        if code == NANO_OK { return "handle returned NANO_OK without an answer" }
        return "handle returned \(code)"
    }
}

/// Room for the header views of one request; used again by the next one of the same thread.
final class HeaderRoom {
    let fieldCountMax: Int
    fileprivate let pointer: UnsafeMutablePointer<nano_header>

    init(fieldCountMax: Int) {
        self.fieldCountMax = fieldCountMax
        pointer = .allocate(capacity: fieldCountMax)
    }

    deinit {
        pointer.deallocate()
    }
}

/// What `nano_responder.respond` leads to.
private let respond:
    @convention(c) (UnsafeMutablePointer<nano_responder>?, UnsafePointer<nano_response>?) -> Int32 =
        { responder, response in
            guard let data = responder?.pointee.host_data, let response else {
                return NANO_ERROR_INVALID
            }
            return data.assumingMemoryBound(to: PluginResponse.self).pointee
                .respond(response.pointee)
        }
