import ELFPreflight
import Testing

/// The ABI of these tests: version 1.0 on this machine.
let host = HostABI(major: 1, minor: 0, machine: .current)

/// The facts of a file that must be accepted.
func facts(_ file: [UInt8], host: HostABI = host) throws -> PluginFacts {
    try preflight(file.span.bytes, host: host)
}

/// The reason that a file is refused for; records an issue when it is accepted.
func refusal(
    of file: [UInt8], host: HostABI = host, sourceLocation: SourceLocation = #_sourceLocation
) throws -> PreflightError {
    do throws(PreflightError) {
        let facts = try preflight(file.span.bytes, host: host)
        Issue.record("accepted: \(facts)", sourceLocation: sourceLocation)
        throw PreflightError.empty
    } catch {
        return error
    }
}
