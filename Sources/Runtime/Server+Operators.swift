// Where operators reach the server: from options to open listeners.

import Configuration
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

    /// Opens the listeners that are asked for.
    /// - Parameters:
    ///   - inherited: what the process was started with wins over those.
    ///   - stateDirectory: where the control socket is unless they say otherwise.
    /// - Returns: `nil` where they ask for none: no thread is started then.
    static func startListeners(
        _ options: ServerOptions, _ configuration: ConfigurationSource?,
        _ inherited: InheritedSockets, stateDirectory: String, _ server: ServerView
    ) throws(StartError) -> (listeners: OperatorListeners, addresses: OperatorAddresses)? {
        let names = OperatorOptionNames(options.operators, configuration)
        let operators = options.operators.filled(
            from: configuration?.operators ?? OperatorOptions())
        let token = try ControlToken.read(
            operators, names, isEnforced: !options.allowsInsecurePermissions)
        let isAsked =
            operators.control != OperatorOptions.noSocket || token != nil
            || operators.status != nil
            || inherited.control != nil || inherited.status != nil
        guard isAsked else { return nil }
        let listeners = OperatorListeners(server)
        var addresses = OperatorAddresses()
        do throws(StartError) {
            if let socket = inherited.control {
                addresses.control = try listen(listeners, socket, .users([geteuid(), 0]))
            } else {
                addresses.control = try listenToControl(
                    listeners, operators, names, stateDirectory, server)
            }
            if let address = operators.controlTCP, let token {
                addresses.controlTCP = try listen(
                    listeners, names.controlTCP, address, .token(token))
            }
            if let socket = inherited.status {
                addresses.status = try listen(listeners, socket, .reading)
            } else if let address = operators.status {
                addresses.status = try listen(listeners, names.status, address, .reading)
            }
        } catch {
            listeners.close(withinSeconds: 0)
            throw error
        }
        return (listeners, addresses)
    }

    /// Nobody has asked for the standard socket: the server starts without it where it must.
    private static func listenToControl(
        _ listeners: OperatorListeners, _ operators: OperatorOptions,
        _ names: OperatorOptionNames, _ stateDirectory: String, _ server: ServerView
    ) throws(StartError) -> String? {
        guard operators.control != OperatorOptions.noSocket else { return nil }
        let path = operators.control ?? "\(stateDirectory)/control.sock"
        let place = OperatorListeners.Place(
            address: .unix(path: path), access: .users([geteuid(), 0]))
        do throws(ControlListenError) {
            return try listeners.listen(place).description
        } catch {
            guard operators.control == nil else { throw StartError("\(names.control): \(error)") }
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
