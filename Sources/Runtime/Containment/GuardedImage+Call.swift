// The one way from our code into a plugin's. A call comes back whatever the plugin's own code does:
// returned, or landed after a fault, an exit or a hang of its own (`linux_guard.h`).

import LinuxShims

extension GuardedImage {
    /// Calls a function with up to three words (see `linux_guard_call()` on why one entry serves).
    /// - Returns: what it returned, to be cut to its own type; `nil` if it has landed. Then
    ///   `Fault(landedIn:)` tells why, until the thread's next call.
    @inline(__always)
    func call(
        _ function: PluginFunction, _ first: UInt, _ second: UInt = 0, _ third: UInt = 0
    ) -> Int64? {
        var call = linux_guarded_call()
        call.function = function.address
        call.image = pointer
        call.name = UnsafeRawPointer(function.name.utf8Start).assumingMemoryBound(to: CChar.self)
        call.limit_ms = UInt64(function.limitMilliseconds)
        call.tag = function.callNumber
        let end = linux_guard_call(&call, first, second, third, 0, 0)
        return end == LINUX_GUARD_RETURNED ? call.result : nil
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
            UInt(bitPattern: Unmanaged<AnyGuardedWork>.passUnretained(work).toOpaque()))
        if end == nil { faulted(Fault(landedIn: self, function: name)) }
        return end == nil ? nil : work.result
    }
}
