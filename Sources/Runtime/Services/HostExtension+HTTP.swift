// nano.http/1: `nano/http_client.h`.

import OutgoingHTTP
import PluginABI
import PluginHosting

extension HostExtension {
    static let http = HostExtension(
        NANO_HTTP_EXTENSION,
        nano_http(
            size: UInt32(MemoryLayout<nano_http>.size), reserved: 0,
            start: { startRequest($0, $1, $2, $3, $4) },
            perform: { performRequest($0, $1, $2, $3) },
            cancel: { host, number in
                guard let http = HostContext.of(host)?.http else { return NANO_ERROR_INVALID }
                return http.cancel(number) ? NANO_OK : NANO_ERROR_STATE
            }))
}

private typealias Done =
    @convention(c) (UnsafeMutableRawPointer?, UnsafePointer<nano_http_response>?) -> Void

private func startRequest(
    _ host: UnsafePointer<nano_host>?, _ request: UnsafePointer<nano_http_request>?, _ done: Done?,
    _ data: UnsafeMutableRawPointer?, _ exchange: UnsafeMutablePointer<nano_http_exchange>?
) -> Int32 {
    guard let context = HostContext.of(host), let request, let done else {
        return NANO_ERROR_INVALID
    }
    let receiver = PluginCallback(function: done, data: data)
    let guarded = context.guarded
    do {
        let (outgoing, cancellation) = try read(request.pointee, context)
        try context.http.start(
            outgoing, on: cancellation, announce: { exchange?.pointee = $0 },
            receive: { outcome in
                ReceivedResponse(outcome).withView { receiver.call(in: guarded, "done", $0) }
            })
        return NANO_OK
    } catch {
        return code(of: error)
    }
}

private func performRequest(
    _ host: UnsafePointer<nano_host>?, _ request: UnsafePointer<nano_http_request>?, _ done: Done?,
    _ data: UnsafeMutableRawPointer?
) -> Int32 {
    guard let context = HostContext.of(host), let request, let done else {
        return NANO_ERROR_INVALID
    }
    if EventLoopThread.isCurrent { return NANO_ERROR_STATE }
    do {
        let (outgoing, cancellation) = try read(request.pointee, context)
        let response = ReceivedResponse(try context.http.perform(outgoing, on: cancellation))
        // On the plugin's own stack, as a part of the call that it is in.
        response.withView { done(data, $0) }
        return response.result
    } catch {
        return code(of: error)
    }
}

/// The request, and what ends it early: it inherits the time, the end and the trace of the call on
/// whose behalf it is.
private func read(
    _ request: nano_http_request, _ context: HostContext
) throws -> (OutgoingRequest, Cancellation?) {
    var outgoing = try OutgoingRequest(request)
    if request.call != 0 {
        guard let call = context.call(request.call) else {
            throw GenerationHTTP.StartError.ended
        }
        outgoing.continueTrace(of: call.served)
        return (outgoing, call.cancellation)
    }
    guard let served = CurrentRequest.value else { return (outgoing, nil) }
    outgoing.continueTrace(of: served)
    if let deadline = served.deadlineMilliseconds {
        let left = deadline - MonotonicClock.milliseconds
        guard left > 0 else { throw GenerationHTTP.StartError.cancelled }
        outgoing.timeoutMilliseconds = min(outgoing.timeoutMilliseconds, left)
    }
    return (outgoing, nil)
}

private func code(of error: any Error) -> Int32 {
    switch error {
    case let error as OutgoingRequest.InvalidError:
        error == .field ? NANO_HTTP_ERROR_REQUEST : NANO_ERROR_INVALID
    case GenerationHTTP.StartError.ended: NANO_ERROR_STATE
    case GenerationHTTP.StartError.tooMany: NANO_ERROR_LIMIT
    case GenerationHTTP.StartError.cancelled: NANO_ERROR_CANCELLED
    default: NANO_HTTP_ERROR_REQUEST
    }
}
