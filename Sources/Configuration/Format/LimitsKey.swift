/// The keys of the object `limits`. Their defaults, and why these, are in `Limits.swift`.
enum LimitsKey {
    private static let standard = Limits()

    static let requestLine = ConfigurationKey(
        "max_request_line_bytes", .wholeNumber(64...1 << 20), unit: "bytes",
        default: "\(standard.requestLineBytesMax)",
        "The longest request line; a longer one is answered with 414.")
    static let fieldSection = ConfigurationKey(
        "max_field_section_bytes", .wholeNumber(256...16 << 20), unit: "bytes",
        default: "\(standard.fieldSectionBytesMax)",
        "All header fields of a request, or all its trailers; more are answered with 431.")
    static let fieldCount = ConfigurationKey(
        "max_fields", .wholeNumber(8...10_000), default: "\(standard.fieldCountMax)",
        "How many header fields, or trailers, a request has; more are answered with 431.")
    static let chunkExtension = ConfigurationKey(
        "max_chunk_extension_bytes", .wholeNumber(0...64 << 10), unit: "bytes",
        default: "\(standard.chunkExtensionBytesMax)",
        "The extensions of one chunk; more are answered with 400.")
    static let headTimeout = ConfigurationKey(
        "head_timeout_s", .wholeNumber(1...3600), unit: "seconds",
        default: "\(standard.headTimeoutSeconds)",
        "From the first byte of a request's head to its last; later is answered with 408.")
    static let bodyRate = ConfigurationKey(
        "min_body_bytes_per_s", .wholeNumber(1...1 << 30), unit: "bytes a second",
        default: "\(standard.bodyBytesPerSecondMin)",
        "The slowest body, on average over each body_grace_s; a slower one is answered with 408.")
    static let bodyGrace = ConfigurationKey(
        "body_grace_s", .wholeNumber(1...3600), unit: "seconds",
        default: "\(standard.bodyGraceSeconds)",
        "How long a body may stand still: the time over which its rate is measured.")
    static let writeTimeout = ConfigurationKey(
        "write_timeout_s", .wholeNumber(1...3600), unit: "seconds",
        default: "\(standard.writeTimeoutSeconds)",
        "How long a client may take nothing of its response before its connection closes.")
    static let idleTimeout = ConfigurationKey(
        "idle_timeout_s", .wholeNumber(1...86_400), unit: "seconds",
        default: "\(standard.idleTimeoutSeconds)",
        "How long a connection stays open between two requests.")
    static let lingerTimeout = ConfigurationKey(
        "linger_timeout_s", .wholeNumber(1...60), unit: "seconds",
        default: "\(standard.lingerTimeoutSeconds)",
        "How long a client may take to read its last response and close.")
    static let connectionCount = ConfigurationKey(
        "max_connections", .wholeNumber(1...1_000_000), default: "\(standard.connectionCountMax)",
        "Connections at a time; further ones are refused.")
    static let connectionCountPerAddress = ConfigurationKey(
        "max_connections_per_address", .wholeNumber(1...1_000_000),
        default: "\(standard.connectionCountPerAddressMax)",
        "Connections at a time of one IPv4 address or IPv6 /64; further ones are refused.")
}
