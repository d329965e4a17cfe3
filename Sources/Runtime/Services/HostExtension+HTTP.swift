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
    do {
        let outgoing = try OutgoingRequest(request.pointee)
        try context.http.start(
            outgoing, announce: { exchange?.pointee = $0 },
            receive: { outcome in
                ReceivedResponse(outcome).withView { receiver.function(receiver.data, $0) }
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
        let outgoing = try OutgoingRequest(request.pointee)
        let response = ReceivedResponse(try context.http.perform(outgoing))
        response.withView { done(data, $0) }
        return response.result
    } catch {
        return code(of: error)
    }
}

private func code(of error: any Error) -> Int32 {
    switch error {
    case let error as OutgoingRequest.InvalidError:
        error == .field ? NANO_HTTP_ERROR_REQUEST : NANO_ERROR_INVALID
    case GenerationHTTP.StartError.ended: NANO_ERROR_STATE
    case GenerationHTTP.StartError.tooMany: NANO_ERROR_LIMIT
    default: NANO_HTTP_ERROR_REQUEST
    }
}
