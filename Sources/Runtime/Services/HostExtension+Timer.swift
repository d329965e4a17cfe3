// nano.timer/1: `nano/timer.h`.

import PluginABI
import PluginHosting

extension HostExtension {
    static let timer = HostExtension(
        NANO_TIMER_EXTENSION,
        nano_timers(
            size: UInt32(MemoryLayout<nano_timers>.size), reserved: 0,
            start: { startTimer($0, $1, $2, $3, $4) },
            cancel: { host, number in
                guard let timers = HostContext.of(host)?.timers else { return NANO_ERROR_INVALID }
                return timers.cancel(number) ? NANO_OK : NANO_ERROR_STATE
            }))
}

private func startTimer(
    _ host: UnsafePointer<nano_host>?, _ delayMilliseconds: UInt64,
    _ function: (@convention(c) (UnsafeMutableRawPointer?) -> Void)?,
    _ data: UnsafeMutableRawPointer?, _ timer: UnsafeMutablePointer<nano_timer>?
) -> Int32 {
    guard let timers = HostContext.of(host)?.timers, let function,
        delayMilliseconds <= GenerationTimers.delayMillisecondsMax
    else { return NANO_ERROR_INVALID }
    do {
        try timers.start(
            afterMilliseconds: Int(delayMilliseconds), .init(function: function, data: data)
        ) { timer?.pointee = $0 }
        return NANO_OK
    } catch {
        return switch error {
        case .ended: NANO_ERROR_STATE
        case .tooMany: NANO_ERROR_LIMIT
        case .noThread: NANO_ERROR_MEMORY
        }
    }
}
