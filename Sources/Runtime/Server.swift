// The composition root: builds the request line (listener, loops) and the app line (lifecycle
// thread), joins them by the loops' ports, and waits for signals.
//
// Threads: the main thread takes signals and guards the shutdown; event loops serve; the lifecycle
// thread loads and unloads; the event log writes. Lanes and owner threads belong to generations.

import Configuration
import ELFPreflight
import Glibc
import Sockets

public final class Server: Sendable {
    let log: EventLog
    let accessLog: AccessLog?
    let state: StateDirectory
    private let listener: Listener
    private let counters: [LoopCounters]
    private let admission = Admission()
    let board = AppBoard()
    let phase = ServerPhase()
    let operators: OperatorListeners?
    private let operatorAddresses: OperatorAddresses
    let mailbox: Mailbox<LifecycleMessage>
    let supervisor: Supervisor?
    private let watchdog: Watchdog
    let shutdownTimes = ShutdownTimes()
    private let started = MonotonicClock.milliseconds

    /// Binds and prepares everything; no plugin is loaded and no connection accepted yet. Call it
    /// on the main thread, before any other thread exists.
    /// - Throws: `StartError`.
    public static func start(_ options: ServerOptions) throws -> Server {
        Signals.block()
        let inherited = try InheritedSockets.take()
        let supervisor = SupervisorVariables.take()
        let permissions = PermissionPolicy.current(isEnforced: !options.allowsInsecurePermissions)
        let configuration = try readConfiguration(options, permissions)
        let defaultApp = try readDefaultApp(options)
        try checkDirectory(options, permissions)
        let state = try StateDirectory(parent: options.stateDirectory)
        do {
            return try Server(
                options, inherited, supervisor, permissions, configuration, defaultApp, state)
        } catch {
            state.remove()
            throw error
        }
    }

    private init(
        _ options: ServerOptions, _ inherited: InheritedSockets,
        _ supervisorVariables: SupervisorVariables, _ permissions: PermissionPolicy,
        _ configuration: ConfigurationSource?, _ defaultApp: AppName?, _ state: StateDirectory
    ) throws {
        let file = configuration?.configuration
        self.state = state
        log = try EventLog(format: options.logFormat)
        if !permissions.isEnforced { log.emit(.insecurePermissions()) }
        mailbox = Mailbox()
        watchdog = Self.makeWatchdog(mailbox, log)
        try watchdog.start()
        accessLog = try Self.openAccessLog(options, configuration, log)

        let threads = options.threads ?? Self.processors.usable
        counters = (0..<threads).map { _ in LoopCounters() }
        let loops = try Self.startLoops(
            file?.limits ?? Limits(), admission, counters, mailbox, log, accessLog,
            watchdog)
        supervisor = try Self.startSupervisor(supervisorVariables, log, mailbox, loops)
        listener = try Self.listen(options, file, inherited, loops)
        let view = Self.view(
            board, phase, log, accessLog, counters, listener, admission, mailbox, watchdog, loops)
        let opened = try Self.startListeners(
            options, configuration, inherited, stateDirectory: state.parent, view)
        operators = opened?.listeners
        operatorAddresses = opened?.addresses ?? OperatorAddresses()
        do {
            try startLifecycle(options, permissions, configuration, defaultApp, loops)
        } catch {
            operators?.close(withinSeconds: 0)
            throw error
        }
    }
}

// MARK: Building

extension Server {
    private static func readConfiguration(
        _ options: ServerOptions, _ permissions: PermissionPolicy
    ) throws -> ConfigurationSource? {
        guard let path = options.configurationPath else { return nil }
        do {
            return try ConfigurationSource(path: path, permissions: permissions)
        } catch {
            throw StartError("\(error)")
        }
    }

    private static func readDefaultApp(_ options: ServerOptions) throws -> AppName? {
        guard let name = options.defaultApp else { return nil }
        do {
            return try AppName(name)
        } catch {
            throw StartError("--default-app: \(error)")
        }
    }

    private static var processors: ProcessorCount {
        ProcessorCount { path in
            let bytes = try? FileContent.read(path, bytesMax: 4_096)
            return bytes.map { String(decoding: $0, as: UTF8.self) }
        }
    }

    private static func checkDirectory(
        _ options: ServerOptions, _ permissions: PermissionPolicy
    ) throws {
        guard let directory = options.directory else { return }
        var status = stat()
        guard stat(directory, &status) == 0 else {
            throw StartError("\(directory): \(String(cString: strerror(errno)))")
        }
        guard status.st_mode & S_IFMT == S_IFDIR else {
            throw StartError("\(directory): expected a directory, got \(FileKind(status.st_mode))")
        }
        let refusal = permissions.refusal(
            of: .pluginDirectory, owner: status.st_uid, mode: status.st_mode)
        if let refusal { throw StartError(refusal.description(of: directory)) }
    }

    private static func makeWatchdog(
        _ mailbox: Mailbox<LifecycleMessage>, _ log: EventLog
    ) -> Watchdog {
        Watchdog { report in
            switch report {
            case .blocked(let id, let milliseconds):
                mailbox.post(.blocked(id, milliseconds: milliseconds))
            case .hung(let id, let fault): mailbox.post(.faulted(id, fault))
            case .strayed(let id, let thread): mailbox.post(.strayed(id, thread))
            case .strayReturned(let id): mailbox.post(.strayReturned(id))
            case .handlerReplaced(let handler): log.emit(.signalHandlerReplaced(handler))
            }
        }
    }

    private static func startLoops(
        _ limits: Limits, _ admission: Admission, _ counters: [LoopCounters],
        _ mailbox: Mailbox<LifecycleMessage>, _ log: EventLog, _ accessLog: AccessLog?,
        _ watchdog: Watchdog
    ) throws -> [LoopPort] {
        try counters.enumerated().map { index, counters in
            let port = LoopPort()
            try EventLoop.start(
                "loop-\(index)", port: port, limits: limits, admission: admission,
                counters: counters, log: log, accessLog: accessLog, watchdog: watchdog
            ) { mailbox.post(.loop($0)) }
            return port
        }
    }

    private static func listen(
        _ options: ServerOptions, _ file: ServerConfiguration?, _ inherited: InheritedSockets,
        _ loops: [LoopPort]
    ) throws -> Listener {
        if let socket = inherited.http { return Listener(socket, loops: loops) }
        let host = options.host ?? file?.host ?? ServerConfiguration.hostDefault
        let port = options.port ?? file?.port ?? ServerConfiguration.portDefault
        do {
            return try Listener(host: host, port: port, loops: loops)
        } catch {
            throw StartError("cannot listen on \(host):\(port): \(error)")
        }
    }

    private func startLifecycle(
        _ options: ServerOptions, _ permissions: PermissionPolicy,
        _ configuration: ConfigurationSource?, _ defaultApp: AppName?, _ ports: [LoopPort]
    ) throws {
        let lifecycleOptions = LifecycleOptions(
            directory: options.directory, configuration: configuration, permissions: permissions,
            drainTimeoutSeconds: options.drainTimeoutSeconds,
            shutdownDelaySeconds: options.shutdownDelaySeconds,
            defaultApp: defaultApp, trialCountMax: Self.processors.usable,
            shutdownTimes: shutdownTimes)
        let stager = Stager(
            directory: state.path, host: .current, permissions: permissions,
            signatures: try Self.readSignaturePolicy(options, permissions, configuration, state))
        let observer = observer
        _ = try NamedThread("lifecycle") { [mailbox, log, watchdog, board] in
            Lifecycle(
                options: lifecycleOptions, mailbox: mailbox, ports: ports, stager: stager,
                log: log, watchdog: watchdog, board: board, observer: observer
            ).run()
        }
    }

    private var observer: LifecycleObserver {
        LifecycleObserver(
            whenReady: { [self] apps in
                listener.open()
                phase.advance(to: .ready)
                log.emit(
                    .serverStart(
                        host: listener.host, port: listener.port, threads: counters.count,
                        apps: apps,
                        version: Version.text,
                        operators: operatorAddresses.named))
                supervisor?.tell(.ready(status: Self.servingStatus(appCount: apps)))
            },
            whenChanged: { [supervisor, phase] apps in
                guard phase.now == .ready else { return }
                supervisor?.tell(.status(Self.servingStatus(appCount: apps)))
            },
            whenDraining: { [listener, phase] in
                phase.advance(to: .stopping)
                listener.close()
            },
            whenDone: { [self] code in
                let uptime = (MonotonicClock.milliseconds - started) / 1_000
                log.emit(
                    .serverStop(
                        requests: counters.reduce(0) { $0 + $1.requests },
                        errors: counters.reduce(0) { $0 + $1.errors },
                        refusedConnections: admission.refusedCount, uptimeSeconds: uptime))
                exit(with: code)
            })
    }
}
