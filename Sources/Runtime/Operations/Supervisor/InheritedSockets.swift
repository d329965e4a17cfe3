// Sockets that a supervisor opened before it started this process (systemd.socket(5)): they listen
// on while the process is restarted, so that clients wait for it instead of being refused, and they
// may have ports that the process itself may not open.

import Glibc
import Sockets

/// What the process was started with to listen on, by the names of its descriptors
/// (`FileDescriptorName=`, sd_listen_fds(3)).
struct InheritedSockets: Sendable {
    /// Where apps are served, instead of `--host` and `--port`: `http`, or one without such a name.
    private(set) var http: InheritedSocket?
    /// The control socket, of the Unix domain, instead of `--control`.
    private(set) var control: InheritedSocket?
    /// The listener that only reads, instead of `--status`.
    private(set) var status: InheritedSocket?

    /// The first descriptor that is handed over (`SD_LISTEN_FDS_START`).
    private static let firstDescriptor: CInt = 3
    private static let variableNames = ["LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES"]

    /// None.
    init() {}

    /// Takes over what is meant for this process, and removes the variables, so that no child takes
    /// it for its own. Call it before another thread exists.
    static func take() throws(StartError) -> InheritedSockets {
        var variables: [String: String] = [:]
        for name in variableNames {
            variables[name] = getenv(name).map { String(cString: $0) }
            unsetenv(name)
        }
        return try InheritedSockets(variables, pid: getpid(), from: firstDescriptor)
    }

    /// - Parameters:
    ///   - variables: `LISTEN_PID`, `LISTEN_FDS` and `LISTEN_FDNAMES`.
    ///   - pid: this process; what was handed to another is not looked at.
    init(
        _ variables: [String: String], pid: pid_t, from first: CInt
    ) throws(StartError) {
        guard let given = variables["LISTEN_PID"], pid_t(given) == pid else { return }
        let text = variables["LISTEN_FDS"] ?? ""
        guard let count = CInt(text), (0...1_024).contains(count) else {
            throw StartError("LISTEN_FDS: expected a number of descriptors, got \"\(text)\"")
        }
        let names = (variables["LISTEN_FDNAMES"] ?? "").split(
            separator: ":", omittingEmptySubsequences: false)
        for index in 0..<Int(count) {
            let name = index < names.count ? String(names[index]) : ""
            try add(first + CInt(index), name)
        }
    }

    private mutating func add(_ descriptor: CInt, _ name: String) throws(StartError) {
        let title = "LISTEN_FDS: descriptor \(descriptor) (\(name.isEmpty ? "no name" : name))"
        let socket: InheritedSocket
        do {
            socket = try InheritedSocket(descriptor: descriptor)
        } catch {
            throw StartError("\(title): \(error)")
        }
        switch name {
        case "control":
            guard socket.isUnix else {
                throw StartError("\(title): expected a Unix socket, got \(socket.address)")
            }
            try Self.put(socket, into: &control, title)
        case "status": try Self.put(socket, into: &status, title)
        // What systemd calls a socket whose unit gives it no name.
        case "http", "", "unknown",
            _ where name.hasSuffix(".socket"):
            guard !socket.isUnix else {
                throw StartError(
                    "\(title): expected a socket of IPv4 or IPv6, got \(socket.address)")
            }
            try Self.put(socket, into: &http, title)
        default: throw StartError("\(title): expected the name http, control or status")
        }
    }

    private static func put(
        _ socket: InheritedSocket, into place: inout InheritedSocket?, _ title: String
    ) throws(StartError) {
        if let place {
            throw StartError(
                "\(title): expected one socket of this name, got another, \(place.address)")
        }
        place = socket
    }
}
