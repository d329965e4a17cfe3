import PluginKit

/// Asks another server, and answers what it answers. `UPSTREAM` in the app's `env` is where:
/// `http://127.0.0.1:9000`, to which a request's path and query are appended.
@main
struct Proxy: HostedPlugin {
    static let version: StaticString = "1.0.0"

    private let host: Host
    private let upstream: String

    init(host: Host) throws(PluginFailure) {
        guard let upstream = host.environment("UPSTREAM") else {
            throw PluginFailure("expected UPSTREAM in env, such as http://127.0.0.1:9000")
        }
        self.host = host
        self.upstream = upstream
    }

    /// Waits for the answer, on a lane, in the time that the request has itself.
    func handle(_ request: borrowing Request) -> Response {
        guard request.target.hasPrefix("/") else {
            return .text("this proxy forwards paths only\n", status: .badRequest)
        }
        do throws(OutgoingError) {
            return answer(try host.send(forwarded(request)))
        } catch {
            return refusal(error)
        }
    }

    private func forwarded(_ request: borrowing Request) -> OutgoingRequest {
        var outgoing = OutgoingRequest(
            String(request.method), upstream + String(request.target), body: [UInt8](request.body))
        let headers = request.headers
        let fields = EndToEndFields(connection: connection(of: headers), except: ["host"])
        for index in headers.indices {
            let name = String(headers.name(index))
            if fields.include(name) {
                outgoing.headers.append((name, String(headers.value(index))))
            }
        }
        outgoing.headers.append(("X-Forwarded-For", address(of: String(request.peer))))
        outgoing.headers.append(("Via", "1.1 nano"))
        return outgoing
    }

    private func answer(_ incoming: OutgoingResponse) -> Response {
        let fields = EndToEndFields(
            connection: incoming.header("Connection"), except: ["content-type", "date", "server"])
        var response = Response.bytes(
            incoming.body,
            contentType: incoming.header("Content-Type") ?? "application/octet-stream",
            status: Status(UInt16(incoming.status)))
        for (name, value) in incoming.headers where fields.include(name) {
            response = response.header(name: name, value: value)
        }
        return response.header("Via", "1.1 nano")
    }

    /// What the client is told; the log has the words of whatever failed.
    private func refusal(_ error: OutgoingError) -> Response {
        let (status, reason): (Status, StaticString) =
            switch error.reason {
            case .timeout, .host(.cancelled): (504, "the upstream server did not answer in time\n")
            case .host(.limit): (503, "too many requests to other servers are under way\n")
            case .name: (502, "the upstream server's name was not found\n")
            case .connect: (502, "the upstream server cannot be reached\n")
            case .tls: (502, "there is no secure connection to the upstream server\n")
            case .tooLarge: (502, "the upstream server's answer is too large\n")
            case .broken: (502, "the upstream server's answer is broken\n")
            case .request, .host: (502, "the request cannot be forwarded\n")
            }
        host.log(.warning, reason.description + error.message)
        return .text(reason, status: status)
    }

    private func connection(of headers: Headers) -> String? {
        guard let connection = headers.first("Connection") else { return nil }
        return String(connection)
    }

    /// A peer without its port: `192.0.2.1` of `192.0.2.1:4711`.
    private func address(of peer: String) -> String {
        guard let colon = peer.utf8.lastIndex(of: UInt8(ascii: ":")) else { return peer }
        return String(peer[..<colon])
    }
}
