import ELFPreflight

/// What `nano-tools inspect` says of a file: the pre-flight's verdict, and what it was drawn from.
struct InspectionReport {
    /// The file, as it was named.
    let file: String
    let sizeBytes: Int
    let host: HostABI
    let verdict: Result<PluginFacts, PreflightError>

    /// - Parameter content: All bytes of the file.
    init(file: String, content: [UInt8], host: HostABI) {
        self.file = file
        self.host = host
        sizeBytes = content.count
        do throws(PreflightError) {
            verdict = .success(try preflight(content.span.bytes, host: host))
        } catch {
            verdict = .failure(error)
        }
    }

    /// `nil` for a file that is refused.
    var facts: PluginFacts? { try? verdict.get() }

    var unloadClass: UnloadClass { facts?.unloadClass ?? .refused }

    /// The sentence that the runtime's `app_rejected` has for the file; `nil` if it would load it.
    var refusal: String? {
        guard case .failure(let error) = verdict else { return nil }
        return "\(file): \(error)"
    }

    /// The gravest first.
    var hazards: [Hazard] {
        switch verdict {
        case .success(let facts): facts.hazards
        case .failure(.hazard(let hazard)): [hazard]
        case .failure: []
        }
    }
}
