/// What answers one method of one path.
struct ControlEndpoint: Sendable {
    enum Kind: Sendable {
        /// Tells and changes nothing: every listener has it.
        case reading
        /// Changes what runs: the control listeners alone have it.
        case changing
    }

    let method: String
    /// `/apps/NAME/drain`: `NAME` stands for any one part.
    let path: String
    let kind: Kind
    let answer: @Sendable (ControlCall) -> Void

    init(
        _ method: String, _ path: String, _ kind: Kind = .reading,
        answer: @escaping @Sendable (ControlCall) -> Void
    ) {
        self.method = method
        self.path = path
        self.kind = kind
        self.answer = answer
    }

    /// - Returns: what stands in place of `NAME`, empty where there is none; `nil` elsewhere.
    func name(in given: [Substring]) -> String? {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == given.count else { return nil }
        var name = ""
        for (part, given) in zip(parts, given) {
            if part == "NAME" {
                guard !given.isEmpty else { return nil }
                name = String(given)
            } else if part != given {
                return nil
            }
        }
        return name
    }
}
