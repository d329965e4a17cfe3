import ControlHTTP
import Glibc
import TestSupport

/// A listener of one test's own on a Unix socket, closed with it.
final class Listening {
    let path: String
    private let directory: String
    private let listener: ControlListener

    /// Answers every request with what it was: method, path, query and body.
    static let echo = ControlService { request, responder in
        let text = "\(request.method) \(request.path)?\(request.query) "
        responder.respond(ControlResponse(status: 200, body: Array(text.utf8) + request.body))
    }

    init(
        _ service: ControlService = Listening.echo, limits: ControlLimits = ControlLimits()
    ) throws {
        var template = Array("/tmp/nano-control-XXXXXX".utf8CString)
        guard let made = mkdtemp(&template) else { throw ClientError(code: errno) }
        directory = String(cString: made)
        path = "\(directory)/control.sock"
        listener = try ControlThread().listen(on: .unix(path: path), limits: limits, service)
    }

    deinit {
        close()
        rmdir(directory)
    }

    func close() {
        listener.close(withinSeconds: 20)
    }

    func connect(bufferBytes: Int32? = nil) throws -> Client {
        try Client(path: path, bufferBytes: bufferBytes)
    }

    /// One request on a connection of its own, and all that comes back.
    func answer(_ request: String) throws -> String {
        let client = try connect()
        client.send(request)
        client.endSending()
        return String(decoding: client.receiveAll(), as: UTF8.self)
    }
}
