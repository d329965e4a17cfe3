// Third step of the app line, where the operator names trusted keys: authenticate. What goes on was
// signed by one of them, for this app, and is no older than what served before. The private copy is
// what is verified, so that nobody can exchange the file between its check and its loading; and
// this comes before everything that interprets the file.
//
// Before it: stage. After it: preflight. On the lifecycle thread.

import Signatures

/// What a plugin's signature must be, and say.
struct SignaturePolicy: Sendable {
    let keysPath: String
    private let permissions: PermissionPolicy
    /// Whether an older version than the recorded one may be loaded.
    let allowsDowngrade: Bool
    var versions: VersionRecords
    private var keys: TrustedKeys
    /// Counts how often the keys were read.
    private var keysRevision = 0
    /// Counts how often a key that was trusted no longer was.
    private(set) var keyWithdrawals = 0

    init(
        keysPath: String, permissions: PermissionPolicy = .current(), allowsDowngrade: Bool,
        versions: VersionRecords
    ) throws(TrustedKeysFileError) {
        self.keysPath = keysPath
        self.permissions = permissions
        self.allowsDowngrade = allowsDowngrade
        self.versions = versions
        keys = try Self.read(keysPath, permissions)
    }

    /// Reads the keys again. Those read before stay in force if it throws.
    mutating func reloadKeys() throws(TrustedKeysFileError) {
        let new = try Self.read(keysPath, permissions)
        if !Set(keys.keys).isSubset(of: new.keys) { keyWithdrawals += 1 }
        keys = new
        keysRevision += 1
    }

    private static func read(_ path: String, _ permissions: PermissionPolicy)
        throws(TrustedKeysFileError) -> TrustedKeys
    {
        let bytes: [UInt8]
        do {
            bytes = try FileContent.read(
                guarded: path, permissions, bytesMax: FileContent.configurationBytesMax)
        } catch {
            throw .file(error)
        }
        do {
            return try TrustedKeys(parsing: bytes)
        } catch {
            throw .format(path: path, error)
        }
    }

    /// Where the signature of a plugin is.
    static func signaturePath(of plugin: String) -> String {
        plugin + Signature.fileSuffix
    }

    /// What decides on a plugin besides its own content: if this has changed, a refused plugin may
    /// pass.
    func evidence(for plugin: String) -> SignatureEvidence {
        SignatureEvidence(
            signature: FileIdentity(path: Self.signaturePath(of: plugin)),
            keysRevision: keysRevision)
    }

    /// Checks the signature beside a plugin.
    /// - Parameters:
    ///   - content: The private copy's.
    ///   - plugin: The path that was dropped.
    /// - Returns: The version that the signer gave it.
    func authenticate(_ content: RawSpan, of plugin: String, as app: String)
        throws(SignatureRefusal) -> String
    {
        let signature = try Self.readSignature(of: plugin)
        let comment: TrustedComment
        do {
            comment = try keys.verify(content, signature)
        } catch {
            throw .unverified(error)
        }
        let signedApp = try Self.value(of: "app", in: comment)
        guard signedApp == app else { throw .otherApp(signedApp, expected: app) }
        let version = try Self.value(of: "version", in: comment)
        try requireNotOlder(version, app)
        return version
    }

    private static func readSignature(of plugin: String) throws(SignatureRefusal) -> Signature {
        let path = signaturePath(of: plugin)
        let bytes: [UInt8]
        do {
            bytes = try FileContent.read(path, bytesMax: Signature.fileBytesMax)
        } catch {
            throw error.isMissing ? .missing(path: path) : .file(error)
        }
        do {
            return try Signature(parsing: bytes)
        } catch {
            throw .format(error)
        }
    }

    private static func value(of field: String, in comment: TrustedComment)
        throws(SignatureRefusal) -> String
    {
        do {
            return try comment.value(of: field)
        } catch {
            throw .comment(error)
        }
    }

    /// The same version again is never a downgrade, whatever it looks like; otherwise the order is
    /// that of Semantic Versioning.
    private func requireNotOlder(_ version: String, _ app: String) throws(SignatureRefusal) {
        if allowsDowngrade { return }
        let recorded: String?
        do {
            recorded = try versions.version(of: app)
        } catch {
            throw .record(error)
        }
        guard let recorded, recorded != version else { return }
        guard let new = SemanticVersion(version), let old = SemanticVersion(recorded) else {
            throw .incomparable(version, recorded: recorded)
        }
        guard !new.precedes(old) else { throw .downgrade(version, recorded: recorded) }
    }
}
