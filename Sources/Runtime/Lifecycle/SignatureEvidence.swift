/// What a plugin's signature was checked against: another signature file, or other trusted keys,
/// are a reason to check again.
struct SignatureEvidence: Equatable {
    /// `nil` where there is none.
    let signature: FileIdentity?
    /// Which reading of the trusted keys.
    let keysRevision: Int
}
