import ControlHTTP

/// An answer of the control API that is not a success.
struct ControlFailure: Error, Equatable, Sendable {
    /// The word that stands for it in `ErrorReport.error`.
    enum Kind: String, CaseIterable, Sendable {
        case badRequest = "BadRequest"
        case unauthorized = "Unauthorized"
        case notFound = "NotFound"
        case methodNotAllowed = "MethodNotAllowed"
        case requestTimeout = "RequestTimeout"
        case conflict = "Conflict"
        case tooLarge = "TooLarge"
        /// A file, an entry or a configuration was refused.
        case rejected = "Rejected"
        case headTooLarge = "HeadTooLarge"
        /// The process ends.
        case stopping = "Stopping"
        /// What was asked for goes on, and has not come to an end in time.
        case timeout = "Timeout"

        var status: Int {
            switch self {
            case .badRequest: 400
            case .unauthorized: 401
            case .notFound: 404
            case .methodNotAllowed: 405
            case .requestTimeout: 408
            case .conflict: 409
            case .tooLarge: 413
            case .rejected: 422
            case .headTooLarge: 431
            case .stopping: 503
            case .timeout: 504
            }
        }
    }

    let kind: Kind
    /// What was expected, what came, and where.
    let detail: String
    var fields: [ControlResponse.Field] = []

    var status: Int { kind.status }

    init(_ kind: Kind, _ detail: String, fields: [ControlResponse.Field] = []) {
        self.kind = kind
        self.detail = detail
        self.fields = fields
    }
}

extension ControlFailure {
    init(_ error: ControlError) {
        switch error {
        case .unknownApp(let name): self.init(.notFound, "no app is called \(name)")
        case .conflict(let reason): self.init(.conflict, reason)
        case .rejected(let reason): self.init(.rejected, reason)
        case .stopping: self.init(.stopping, "the runtime is stopping")
        }
    }

    init(_ refusal: ControlRefusal) {
        let limits = ControlLimits()
        switch refusal {
        case .malformed: self.init(.badRequest, "expected an HTTP/1.1 request, got something else")
        case .headTooLarge:
            self.init(.headTooLarge, "expected a head of at most \(limits.headBytesMax) bytes")
        case .bodyTooLarge:
            self.init(.tooLarge, "expected a body of at most \(limits.bodyBytesMax) bytes")
        case .tooSlow:
            self.init(
                .requestTimeout, "expected the whole body within \(limits.requestSeconds) s")
        }
    }
}
