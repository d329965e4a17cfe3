// Authenticate, as a step of staging: the policy decides, on the private copy's bytes.

extension Stager {
    /// Checks the signature of a private copy, where plugins must have one.
    /// - Parameter path: The dropped file, beside which the signature is.
    /// - Returns: The signed version; `nil` where no signature is asked for.
    func authenticate(_ copy: String, _ path: String, as app: String) throws(StageError) -> String?
    {
        guard let signatures else { return nil }
        let file = try MappedFile(copy)
        do {
            return try signatures.authenticate(file.bytes, of: path, as: app)
        } catch {
            throw StageError(path: path, reason: .signature(error))
        }
    }
}
