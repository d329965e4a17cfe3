// nano-tools verify: what a runtime that asks for signatures will check, beforehand.

import ArgumentParser
import Signatures

struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Verifies a plugin's signature.",
        discussion: """
            Prints who signed it and the trusted comment. Exit status: 0 the signature holds, 1 it \
            does not: one line says why.
            """)

    @Argument(help: "The plugin.", completion: .file(extensions: ["so"]))
    var file: String

    @Option(
        name: .customLong("public"),
        help: ArgumentHelp("The signer's public key's file.", valueName: "key"),
        completion: .file())
    var publicKeyPath: String?

    @Option(
        name: .customLong("trusted-keys"),
        help: ArgumentHelp("A file of public keys, any of which will do.", valueName: "file"),
        completion: .file())
    var trustedKeysPath: String?

    @Option(
        name: .customLong("signature"),
        help: ArgumentHelp("Its signature. (default: FILE.minisig)", valueName: "file"),
        completion: .file())
    var signaturePath: String?

    @Flag(help: "Print JSON: file, key_id, trusted_comment, app and version.")
    var json = false

    func validate() throws {
        guard (publicKeyPath == nil) != (trustedKeysPath == nil) else {
            let got = publicKeyPath == nil ? "neither" : "both"
            throw ValidationError("expected --public KEY or --trusted-keys FILE, got \(got)")
        }
    }

    func run() throws {
        let signature = try readSignature()
        let keys = try readKeys()
        let content = try WholeFile(file).read()
        let comment: TrustedComment
        do {
            comment = try keys.verify(content.span.bytes, signature)
        } catch {
            throw SigningError.unverified(file, error)
        }
        let result = VerifiedFile(file: file, keyID: signature.keyID, comment: comment)
        print(json ? try result.json : result.text)
    }

    private func readSignature() throws(SigningError) -> Signature {
        let path = signaturePath ?? file + Signature.fileSuffix
        let bytes = try WholeFile(path).read(bytesMax: Signature.fileBytesMax)
        do {
            return try Signature(parsing: bytes)
        } catch {
            throw .format(path, error)
        }
    }

    private func readKeys() throws(SigningError) -> TrustedKeys {
        let path = publicKeyPath ?? trustedKeysPath ?? ""
        let bytes = try WholeFile(path).read(bytesMax: WholeFile.keysBytesMax)
        do {
            return try TrustedKeys(parsing: bytes)
        } catch {
            throw .format(path, error)
        }
    }
}
