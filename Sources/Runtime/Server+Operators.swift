// Where operators reach the server: from options to open listeners.

import ControlHTTP
import ELFPreflight
import Glibc
import Sockets

extension Server {
    /// Where operators are listened to.
    struct OperatorAddresses: Sendable {
        var control: String?
        var controlTCP: String?
        var status: String?

        /// As `server_start` has them.
        var named: [(key: String, address: String)] {
            [("control", control), ("control_tcp", controlTCP), ("status", status)].compactMap {
                key, address in address.map { (key: key, address: $0) }
            }
        }
    }

    /// What the listeners see of the server.
    static func view(
        _ board: AppBoard, _ phase: ServerPhase, _ log: EventLog, _ accessLog: AccessLog?,
        _ counters: [LoopCounters], _ listener: Listener, _ admission: Admission,
        _ mailbox: Mailbox<LifecycleMessage>, _ watchdog: Watchdog, _ loops: [LoopPort]
    ) -> ServerView {
        let abi = "\(HostABI.current.major).\(HostABI.current.minor)"
        return ServerView(
            board: board, phase: phase, log: log, accessLog: accessLog, counters: counters,
            abi: abi,
            address: {
                ControlAddress.tcp(host: listener.host, port: listener.port).description
            },
            connections: { (admission.openCount, admission.refusedCount) },
            command: { command, origin, reply in
                mailbox.post(.command(command, origin: origin, reply))
            },
            question: { mailbox.post(.question($0)) },
            heldRequests: heldRequests(loops),
            heldThreads: heldThreads(watchdog),
            metrics: MetricsPage(
                board: board, phase: phase, log: log, accessLog: accessLog, counters: counters,
                abi: abi,
                connections: { (admission.openCount, admission.refusedCounts) }
            ).source)
    }

    /// Opens the listeners that the options ask for.
    /// - Parameters:
    ///   - inherited: what the process was started with wins over what the options say.
    ///   - stateDirectory: where the control socket is unless they say otherwise.
    /// - Returns: `nil` where they ask for none: no thread is started then.
    static func startListeners(
        _ options: ServerOptions, _ inherited: InheritedSockets, stateDirectory: String,
        _ server: ServerView
    ) throws(StartError) -> (listeners: OperatorListeners, addresses: OperatorAddresses)? {
        let operators = options.operators
        let token = try readToken(options)
        let isAsked =
            operators.control != .none || token != nil || operators.status != nil
            || inherited.control != nil || inherited.status != nil
        guard isAsked else { return nil }
        let listeners = OperatorListeners(server)
        var addresses = OperatorAddresses()
        do throws(StartError) {
            if let socket = inherited.control {
                addresses.control = try listen(listeners, socket, .users([geteuid(), 0]))
            } else {
                addresses.control = try listenToControl(
                    listeners, operators, stateDirectory, server)
            }
            if let address = operators.controlTCP, let token {
                addresses.controlTCP = try listen(
                    listeners, "--control-tcp", address, .token(token))
            }
            if let socket = inherited.status {
                addresses.status = try listen(listeners, socket, .reading)
            } else if let address = operators.status {
                addresses.status = try listen(listeners, "--status", address, .reading)
            }
        } catch {
            listeners.close(withinSeconds: 0)
            throw error
        }
        return (listeners, addresses)
    }

    /// Nobody has asked for the standard socket: the server starts without it where it must.
    private static func listenToControl(
        _ listeners: OperatorListeners, _ operators: OperatorOptions, _ stateDirectory: String,
        _ server: ServerView
    ) throws(StartError) -> String? {
        let path: String
        switch operators.control {
        case .none: return nil
        case .standard: path = "\(stateDirectory)/control.sock"
        case .path(let given): path = given
        }
        let place = OperatorListeners.Place(
            address: .unix(path: path), access: .users([geteuid(), 0]))
        do throws(ControlListenError) {
            return try listeners.listen(place).description
        } catch {
            guard operators.control == .standard else { throw StartError("--control: \(error)") }
            server.log.emit(.controlUnavailable(reason: "\(error)"))
            return nil
        }
    }

    private static func listen(
        _ listeners: OperatorListeners, _ socket: InheritedSocket, _ access: ControlAccess
    ) throws(StartError) -> String {
        let place = OperatorListeners.Place(
            address: .descriptor(socket.descriptor), access: access)
        do throws(ControlListenError) {
            _ = try listeners.listen(place)
            return socket.address
        } catch {
            throw StartError("LISTEN_FDS: \(error)")
        }
    }

    private static func listen(
        _ listeners: OperatorListeners, _ option: String, _ text: String, _ access: ControlAccess
    ) throws(StartError) -> String {
        guard let address = HostPort(text) else {
            throw StartError("\(option): expected HOST:PORT, got \"\(text)\"")
        }
        let place = OperatorListeners.Place(
            address: .tcp(host: address.host, port: address.port), access: access)
        do throws(ControlListenError) {
            return try listeners.listen(place).description
        } catch {
            throw StartError("\(option): \(error)")
        }
    }
}

// MARK: The token

extension Server {
    private static let tokenBytesMin = 16
    private static let tokenBytesMax = 4_096

    /// The token of `--control-tcp`; `nil` where that is not asked for.
    private static func readToken(_ options: ServerOptions) throws(StartError) -> [UInt8]? {
        let operators = options.operators
        guard let path = operators.controlTokenPath else {
            guard operators.controlTCP == nil else {
                throw StartError("--control-tcp: expected --control-token-file FILE as well")
            }
            return nil
        }
        guard operators.controlTCP != nil else {
            throw StartError("--control-token-file: expected --control-tcp HOST:PORT as well")
        }
        try checkTokenFile(path, isEnforced: !options.allowsInsecurePermissions)
        let bytes: [UInt8]
        do {
            bytes = try FileContent.read(path, bytesMax: tokenBytesMax)
        } catch {
            throw StartError("--control-token-file: \(error)")
        }
        let isSpace: (UInt8) -> Bool = { $0 <= 0x20 }
        let token = Array(bytes.drop(while: isSpace).reversed().drop(while: isSpace).reversed())
        guard token.count >= tokenBytesMin, !token.contains(where: isSpace) else {
            throw StartError(
                """
                --control-token-file: \(path): expected one word of at least \(tokenBytesMin) \
                bytes, got \(token.count) bytes
                """)
        }
        return token
    }

    /// Whoever reads the token may change what runs.
    private static func checkTokenFile(
        _ path: String, isEnforced: Bool
    ) throws(StartError) {
        var status = stat()
        guard isEnforced, stat(path, &status) == 0 else { return }
        guard status.st_uid == geteuid() || status.st_uid == 0, status.st_mode & 0o077 == 0 else {
            throw StartError(
                """
                --control-token-file: \(path): expected a file of this user that no other can \
                read, got owner \(status.st_uid) and mode \
                0\(String(status.st_mode & 0o7777, radix: 8))
                """)
        }
    }
}
