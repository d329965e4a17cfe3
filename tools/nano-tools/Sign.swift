// nano-tools sign: from a plugin and a secret key to NAME.so.minisig.

import ArgumentParser
import Glibc
import Signatures

struct Sign: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Signs a plugin for an app, in minisign's format.",
        discussion: """
            The signature says which app the plugin may be, and its version: a runtime that asks \
            for signatures names an app after its file, and loads no older version than before. \
            Put the signature beside the plugin before the plugin itself.

            Anyone can verify it: nano-tools verify, or minisign -V.
            """)

    @Argument(help: "The plugin.", completion: .file(extensions: ["so"]))
    var file: String

    @Option(
        name: .customLong("secret"),
        help: ArgumentHelp(
            "The secret key's file, of keygen or of minisign -G -W.", valueName: "key"),
        completion: .file())
    var secretKeyPath: String

    @Option(help: "The app that it may be. (default: the name in its manifest)")
    var app: String?

    @Option(help: "Its version. (default: the version in its manifest)")
    var version: String?

    @Option(
        name: .shortAndLong,
        help: "The signature to write. (default: FILE.minisig)")
    var output: String?

    func run() throws {
        let content = try WholeFile(file).read()
        let claim = try PluginClaim(app: app, version: version, file: file, content: content)
        let key = try Self.readKey(secretKeyPath)
        let comment: TrustedComment
        do {
            comment = try TrustedComment(
                timestampSeconds: time(nil), file: WholeFile(file).name, app: claim.app,
                version: claim.version)
        } catch {
            throw SigningError.comment(error)
        }
        let signature = key.sign(content.span.bytes, comment: comment)
        let path = output ?? file + Signature.fileSuffix
        try WholeFile(path).replace(signature.fileText)
        print(
            "\(path): app \(claim.app), version \(claim.version), "
                + "signed by key \(signature.keyID)")
    }

    private static func readKey(_ path: String) throws(SigningError) -> SecretKey {
        let bytes = try WholeFile(path).read(bytesMax: SecretKey.fileBytesMax)
        do {
            return try SecretKey(parsing: bytes)
        } catch {
            throw .secretKey(path, error)
        }
    }
}
