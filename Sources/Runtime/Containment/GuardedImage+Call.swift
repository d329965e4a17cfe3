// The one way from our code into a plugin's. A call comes back whatever the plugin's own code does:
// returned, or landed after a fault, an exit or a hang of its own (`linux_guard.h`).

import LinuxShims

extension GuardedImage {
    /// What became of a call. The result is to be cut to the function's own type.
    enum End<Result> {
        case returned(Result)
        /// The plugin's code broke off. `Fault(landedIn:)` tells why, until the thread's next call.
        case landed
        /// It came back after its lane had been written off: whatever it did is nobody's any more.
        case late
    }

    /// Calls a function with up to three words (see `linux_guard_call()` on why one entry serves).
    @inline(__always)
    func call(
        _ function: PluginFunction, _ first: UnsafeRawPointer?, _ second: UnsafeRawPointer? = nil,
        _ third: UnsafeRawPointer? = nil
    ) -> End<Int64> {
        var call = linux_guarded_call()
        call.function = function.address
        call.image = pointer
        call.name = UnsafeRawPointer(function.name.utf8Start).assumingMemoryBound(to: CChar.self)
        call.limit_ms = UInt64(function.limitMilliseconds)
        call.tag = function.callNumber
        let end = linux_guard_call(
            &call, UInt(bitPattern: first), UInt(bitPattern: second), UInt(bitPattern: third), 0, 0)
        switch end {
        case LINUX_GUARD_RETURNED: return .returned(call.result)
        case LINUX_GUARD_LANDED: return .landed
        default: return .late
        }
    }

    /// Runs code of ours that calls functions of the plugin, for calls that are rare.
    ///
    /// When one of them does not return, the frames of `body` are dropped as well, and never
    /// cleaned up: what they own leaks. `body` must hold no lock, and no access to a variable that
    /// anyone else has.
    /// - Returns: `nil` if it did not return; that has been reported as a fault.
    func run<Result>(_ name: StaticString, _ body: @escaping () -> Result) -> Result? {
        let work = GuardedWork(body)
        let end = call(
            PluginFunction(address: AnyGuardedWork.entry, name: name),
            Unmanaged<AnyGuardedWork>.passUnretained(work).toOpaque())
        switch end {
        case .returned: return work.result
        case .landed: faulted(Fault(landedIn: self, function: name))
        case .late: break
        }
        return nil
    }
}
