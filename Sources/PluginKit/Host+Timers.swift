internal import PluginABI

extension Host {
    /// Runs `work` once on a lane, as soon as one is free `delayMilliseconds` from now. It may
    /// block. What has not begun when this copy has drained never runs.
    ///
    ///     try host.schedule(afterMilliseconds: 60_000) { cache.removeAll() }
    @discardableResult
    public func schedule(
        afterMilliseconds delayMilliseconds: UInt64 = 0, _ work: @escaping @Sendable () -> Void
    ) throws(HostError) -> ScheduledWork {
        guard let timerExtension else { throw .unavailable }
        let data = PendingWork.shared.add(PendingFunction { _ in work() })
        var timer: nano_timer = 0
        let code = timerExtension.pointee.start(
            pointer, delayMilliseconds, { PendingWork.shared.take($0)?.run(nil) }, data, &timer)
        if let error = HostError(code) {
            _ = PendingWork.shared.take(data)
            throw error
        }
        return ScheduledWork(host: self, timer: timer, data: UInt(bitPattern: data))
    }
}

/// Work that the host does later.
public struct ScheduledWork: Sendable {
    let host: Host
    let timer: UInt64
    /// Stands for the function in `PendingWork`.
    let data: UInt

    /// Does not do it. Returns `false` if it has begun, or has been cancelled before.
    @discardableResult
    public func cancel() -> Bool {
        guard host.timerExtension?.pointee.cancel(host.pointer, timer) == NANO_OK else {
            return false
        }
        _ = PendingWork.shared.take(UnsafeMutableRawPointer(bitPattern: data))
        return true
    }
}
