/// The call that an event loop's thread is in: what another thread needs to go on without it.
struct InlineCall {
    let connection: ConnectionID
    /// Whether no answer to an earlier request waits to be sent: one of the runtime's own would be
    /// taken for it.
    let isAnswerable: Bool
}
