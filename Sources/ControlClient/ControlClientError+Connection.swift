// What async-http-client and SwiftNIO throw, by what it means to an operator.

import AsyncHTTPClient
import Glibc
import NIOCore
import NIOPosix

extension ControlClientError {
    init(_ error: any Error, at place: ControlPlace) {
        if let error = error as? ControlClientError {
            self = error
        } else if let code = Self.errorCode(error) {
            self = .unreachable("\(place): \(Self.explanation(code, place))")
        } else if let error = error as? HTTPClientError, error == .remoteConnectionClosed {
            self = .unreachable("\(place): closed without an answer: \(Self.closing(place))")
        } else if let error = error as? HTTPClientError {
            self = .unreachable("\(place): \(error.shortDescription)")
        } else {
            self = .unreachable("\(place): \(error)")
        }
    }

    private static func errorCode(_ error: any Error) -> Int32? {
        switch error {
        case let error as IOError: error.errnoCode
        case let error as NIOConnectionError:
            error.connectionErrors.lazy.compactMap { errorCode($0.error) }.first
        default: nil
        }
    }

    private static func explanation(_ code: Int32, _ place: ControlPlace) -> String {
        let text = String(cString: strerror(code))
        guard case .socket = place else {
            return "\(text): expected a runtime with --control-tcp there"
        }
        switch code {
        case ENOENT:
            return """
                \(text): expected the control socket of a running nano-runtime; one with another \
                --state-directory or --control has it elsewhere, which --control or NANO_CONTROL \
                names
                """
        case ECONNREFUSED:
            return "\(text): the runtime that made this socket has ended"
        case EACCES:
            return "\(text): expected to be root or the user that runs it"
        case ECONNRESET, EPIPE:
            return "\(text): \(closing(place))"
        default:
            return text
        }
    }

    private static func closing(_ place: ControlPlace) -> String {
        guard case .socket = place else { return "expected a runtime's control API there" }
        return "it is stopping, or you are neither root nor the user that runs it"
    }
}
