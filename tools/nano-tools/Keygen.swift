// nano-tools keygen: the key pair that an operator trusts and an author signs with. The files are
// minisign's, so that either tool can be used with them.

import ArgumentParser
import Signatures
import SystemPackage

struct Keygen: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Makes a key pair to sign plugins with.",
        discussion: """
            Give the public key to those who run the plugins: nano-runtime serve --trusted-keys. \
            The secret key has no password; its file, which only you can read, is what protects \
            it. Neither file is ever overwritten. Both are minisign's.
            """)

    @Option(
        name: .customLong("public"),
        help: ArgumentHelp("The public key's file, to be made.", valueName: "file"))
    var publicKeyPath = "nano.pub"

    @Option(
        name: .customLong("secret"),
        help: ArgumentHelp("The secret key's file, to be made.", valueName: "file"))
    var secretKeyPath = "nano.key"

    func run() throws {
        let key = SecretKey.generate()
        try WholeFile(secretKeyPath).create(key.fileText, permissions: .ownerReadWrite)
        do {
            try WholeFile(publicKeyPath).create(
                key.publicKey.fileText, permissions: WholeFile.readableByAll)
        } catch {
            WholeFile(secretKeyPath).remove()
            throw error
        }
        print("\(publicKeyPath): public key \(key.publicKey.id)")
        print("\(secretKeyPath): its secret key; keep it secret")
    }
}
