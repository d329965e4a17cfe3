/// An app whose state goes over to the generation that replaces it, so that a swap keeps counters,
/// caches or sessions. Conform to it beside `Plugin`, or any of the others (`nano/state.h`).
///
///     @main
///     final class Counter: Plugin, Stateful {
///         static let version: StaticString = "1.0.0"
///         private let count = Count()
///
///         func handle(_ request: borrowing Request) -> Response { .text(String(count.next())) }
///
///         func save(at stage: Handover) -> [UInt8] { count.bytes(at: stage) }
///
///         func restore(_ state: Bytes, version: UInt32, at stage: Handover) {
///             count.add([UInt8](state))
///         }
///     }
///
/// Both functions run beside `handle`, on a thread of their own, within the runtime's deadline
/// (10 s). What goes over twice must add up: at `.drained`, the next generation has what `.publish`
/// brought, and has gone on from it.
public protocol Stateful: Sendable {
    /// The version of what `save` writes, as the plugin counts; 1 unless declared.
    static var stateVersion: UInt32 { get }

    /// The state, at most 64 MiB; at `.drained`, what has changed since `.publish`. A failure at
    /// `.publish` rejects the new generation, and at `.drained` loses the change.
    func save(at stage: Handover) throws(PluginFailure) -> [UInt8]

    /// Takes over what another generation saved, whose `stateVersion` was `version`. At `.publish`
    /// no request has come yet, and a failure rejects this generation: the old one goes on serving.
    func restore(_ state: Bytes, version: UInt32, at stage: Handover) throws(PluginFailure)
}

extension Stateful {
    /// The first.
    public static var stateVersion: UInt32 { 1 }
}
