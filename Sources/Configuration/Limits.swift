// Every bound on what a client may take of the server, with its default and its reason. A bound is
// stated here and nowhere else: the parser's, the connections' and the reference manual's numbers
// are made from these. Which values a file may give, and under which key, says `LimitsKey`.

/// How much a client may send, how long it may take, and how many connections it may hold.
///
/// They hold for the whole server, since most bind before the app of a request is known, and the
/// connection that they guard may serve every app. The size of a body is the app's, for it decides
/// what an app can be made to keep in memory; its default is here with the others. The rate of a
/// body is the server's: it tells a client that is slow from one that only holds on, which is a
/// fact about the network and not about the app, and it binds bodies too that no app takes.
///
/// Requests on one connection are not limited: each is bounded by itself, and a connection that is
/// closed after a number of them costs both sides a new one.
///
/// Times are whole seconds, because one tick a second looks at all connections of a loop. The
/// second under way when a wait begins does not count, so a bound of N ends after N to N + 1.
public struct Limits: Equatable, Sendable {
    /// Bytes of the request line without its CRLF; beyond, 414. RFC 9112 §3 asks a server to take
    /// at least 8,000. A line without an end would otherwise grow the receive buffer for ever.
    public var requestLineBytesMax = 8 << 10

    /// Bytes of all field lines of a head, and of the trailers of a body; beyond, 431
    /// (RFC 6585 §5). What servers in the field allow, so that a client that works elsewhere does
    /// here; it bounds a connection's memory before any app has agreed to the request.
    public var fieldSectionBytesMax = 16 << 10

    /// Field lines of a head, and trailer lines of a body; beyond, 431 (RFC 6585 §5). Each costs
    /// the app's lookups and the host a view, however short it is.
    public var fieldCountMax = 100

    /// Bytes of the extensions of one chunk; beyond, 400. RFC 9112 §7.1.1 asks for a limit: they
    /// are bytes that never count as body (CVE-2023-39326).
    public var chunkExtensionBytesMax = 256

    /// Seconds from the first byte of a head to its last, whatever comes between; beyond, 408. An
    /// absolute time, because a client that sends a byte now and then (Slowloris) would extend any
    /// other. Also how long a new connection may stay without a first byte.
    public var headTimeoutSeconds = 10

    /// Bytes a second that a client must send of a body, on average over each
    /// `bodyGraceSeconds`; below, 408. Half of what a modem of 9,600 bits a second carries, and
    /// more than a client sends that only wants to hold a connection and a lease (R.U.D.Y.).
    public var bodyBytesPerSecondMin = 500

    /// Seconds over which the rate of a body is measured, and so how long it may stand still: a
    /// radio link that changes its cell, or a client that is paused, comes back within them.
    public var bodyGraceSeconds = 20

    /// Seconds in which a client may take nothing of what it is sent; beyond, the connection
    /// closes without another word, which would not be read either. Slow is fine.
    public var writeTimeoutSeconds = 30

    /// Seconds between two requests; beyond, the connection closes. Longer than the pauses of a
    /// page, and of most clients' pools; each idle connection costs its share of the total.
    public var idleTimeoutSeconds = 60

    /// Seconds in which the client may read the last answer and close, while what it still sends
    /// is dropped: closed at once, a reset could take the answer from it (RFC 9112 §9.6).
    public var lingerTimeoutSeconds = 2

    /// Connections at a time; further ones are refused. A connection costs a descriptor and some
    /// kilobytes, and running out of descriptors would stop deployments as well.
    public var connectionCountMax = 10_000

    /// Connections at a time of one client: an IPv4 address or an IPv6 /64. Further ones are
    /// refused, so that one client can't take all that there are, and a large office behind one
    /// address still can work.
    public var connectionCountPerAddressMax = 1_000

    /// Bytes of a request's body unless a file says otherwise, 1 MiB; beyond, 413. It is kept in
    /// memory until the app has answered. See ``AppLimits``.
    public static let bodyBytesMaxDefault = 1 << 20

    /// The defaults.
    public init() {}
}
