// What async-http-client, SwiftNIO and its TLS throw, by what it means to who asked.

import AsyncHTTPClient
import Glibc
import NIOCore
import NIOPosix
import NIOSSL

extension OutgoingError {
    init(_ error: any Error, bodyBytesMax: Int) {
        switch error {
        case let error as HTTPClientError:
            self.init(Self.kind(error), "\(error.shortDescription)")
        case let error as NIOConnectionError:
            self.init(Self.kind(error), Self.describe(error))
        case is HTTPClient.Response.TooBig:
            self.init(.tooLarge, "the body has more than \(bodyBytesMax) bytes")
        case is NIOSSLError, is NIOSSLExtraError, is BoringSSLError:
            self.init(.tls, "TLS: \(error)")
        case let error as IOError where Self.isRefusal(error.errnoCode):
            self.init(.connect, "\(error)")
        case let error as ChannelError:
            self.init(Self.kind(error), "\(error)")
        default:
            self.init(.broken, "\(error)")
        }
    }

    private static func kind(_ error: HTTPClientError) -> Kind {
        switch error {
        case .cancelled, .requestStreamCancelled, .alreadyShutdown: .cancelled
        case .deadlineExceeded, .connectTimeout, .readTimeout, .writeTimeout,
            .getConnectionFromPoolTimeout, .tlsHandshakeTimeout:
            .timeout
        case .invalidURL, .emptyHost, .emptyScheme, .traceRequestWithBody,
            .bodyLengthMismatch:
            .invalid
        default: .broken
        }
    }

    /// Without an address nothing was tried; with one, something was.
    private static func kind(_ error: NIOConnectionError) -> Kind {
        error.connectionErrors.isEmpty ? .name : .connect
    }

    /// What connect(2) says of an address that was given as numbers; of names, see above.
    private static func isRefusal(_ code: Int32) -> Bool {
        [ECONNREFUSED, EHOSTUNREACH, ENETUNREACH, EADDRNOTAVAIL, EACCES].contains(code)
    }

    private static func kind(_ error: ChannelError) -> Kind {
        if case .connectTimeout = error { return .timeout }
        return .broken
    }

    private static func describe(_ error: NIOConnectionError) -> String {
        if let first = error.connectionErrors.first {
            return "\(error.host):\(error.port): \(first.error)"
        }
        let reason = error.dnsAError ?? error.dnsAAAAError
        return "\(error.host): \(reason.map { "\($0)" } ?? "no address")"
    }
}

extension HTTPClient.Response {
    typealias TooBig = ResponseAccumulator.ResponseTooBigError
}
