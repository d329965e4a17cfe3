import Glibc

extension Event {
    /// - Parameter operators: where they are listened to.
    static func serverStart(
        host: String, port: Int, threads: Int, apps: Int, version: String,
        operators: [(key: String, address: String)]
    ) -> Event {
        Event(
            "server_start",
            [
                ("host", .text(host)), ("port", .number(port)), ("threads", .number(threads)),
                ("apps", .number(apps)), ("version", .text(version)),
                ("pid", .number(Int(getpid()))),
            ] + operators.map { (key: $0.key, value: .text($0.address)) })
    }

    static func serverStop(
        requests: Int, errors: Int, refusedConnections: Int, uptimeSeconds: Int
    ) -> Event {
        Event(
            "server_stop",
            [
                ("requests", .number(requests)), ("errors", .number(errors)),
                ("refused_connections", .number(refusedConnections)),
                ("uptime_s", .number(uptimeSeconds)),
            ])
    }

    /// A client of the control socket is neither of the process's user nor root.
    static func controlRefused(client: String) -> Event {
        Event("control_refused", level: .warning, [("client", .text(client))])
    }

    /// The process runs without its control socket.
    static func controlUnavailable(reason: String) -> Event {
        Event("control_unavailable", level: .warning, [("reason", .text(reason))])
    }

    /// Who has started the process wants to hear from it, and cannot be told.
    static func supervisorUnreachable(reason: String) -> Event {
        Event("supervisor_unreachable", level: .warning, [("reason", .text(reason))])
    }

    /// Connections were closed as soon as they were accepted, because of a limit.
    /// - Parameters:
    ///   - reason: the limit's key in the configuration.
    ///   - client: the last client, where its own connections were the reason.
    static func connectionsRefused(count: Int, reason: String, client: String?) -> Event {
        Event(
            "connections_refused", level: .warning,
            [("count", .number(count)), ("reason", .text(reason))]
                + (client.map { [("client", .text($0))] } ?? []))
    }

    /// `--insecure-permissions`: what is not refused in this process.
    static func insecurePermissions() -> Event {
        Event(
            "insecure_permissions", level: .warning,
            [
                (
                    "allows",
                    .texts([
                        "files and directories of any owner",
                        "files and directories that group or others can write",
                        "symbolic links out of the plugin directory",
                    ])
                )
            ])
    }

    /// It has been told to stop, and serves on until load balancers know (`--shutdown-delay`).
    static func shutdownDelayed(signal: String, delayMilliseconds: Int) -> Event {
        Event(
            "shutdown_delayed",
            [("signal", .text(signal)), ("delay_ms", .number(delayMilliseconds))])
    }

    static func shutdownGraceful(signal: String, timeoutMilliseconds: Int) -> Event {
        Event(
            "shutdown_graceful",
            [("signal", .text(signal)), ("timeout_ms", .number(timeoutMilliseconds))])
    }

    static func shutdownDrained(elapsedMilliseconds: Int) -> Event {
        Event("shutdown_drained", [("elapsed_ms", .number(elapsedMilliseconds))])
    }

    static func shutdownTimeoutReached(elapsedMilliseconds: Int, active: Int) -> Event {
        Event(
            "shutdown_timeout_reached", level: .error,
            [("elapsed_ms", .number(elapsedMilliseconds)), ("active", .number(active))])
    }

    static func configReloadStart(source: String) -> Event {
        Event("config_reload_start", [("source", .text(source))])
    }

    static func configReloadComplete(added: Int, removed: Int, changed: Int, unchanged: Int)
        -> Event
    {
        Event(
            "config_reload_complete",
            [
                ("added", .number(added)), ("removed", .number(removed)),
                ("changed", .number(changed)), ("unchanged", .number(unchanged)),
            ])
    }

    static func configReloadFailed(source: String, reason: String) -> Event {
        Event(
            "config_reload_failed", level: .error,
            [("source", .text(source)), ("reason", .text(reason))])
    }

    /// The plugin directory cannot be read: what is loaded goes on serving.
    static func directoryUnavailable(path: String, reason: String) -> Event {
        Event(
            "directory_unavailable", level: .warning,
            [("path", .text(path)), ("reason", .text(reason))])
    }

    static func directoryAvailable(path: String) -> Event {
        Event("directory_available", [("path", .text(path))])
    }

    /// No client can be accepted, mostly for want of descriptors: tried again every second.
    static func acceptPaused(reason: String) -> Event {
        Event("accept_paused", level: .error, [("reason", .text(reason))])
    }

    /// Lines that standard output did not take in time.
    static func eventsDropped(count: Int) -> Event {
        Event("events_dropped", level: .warning, [("count", .number(count))])
    }

    /// A plugin, or one of its libraries, had taken over a signal that faults are noticed by.
    static func signalHandlerReplaced(_ handler: ReplacedHandler) -> Event {
        var fields: [(key: String, value: Value)] = [("signal", .text(handler.signal))]
        if let owner = handler.owner { fields.append(("generation", .number(Int(owner.number)))) }
        if let path = handler.path { fields.append(("path", .text(path))) }
        return Event("app_signal_handler_replaced", level: .warning, fields)
    }
}
