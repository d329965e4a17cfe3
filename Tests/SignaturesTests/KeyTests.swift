import Testing

@testable import Signatures

/// Public and secret keys: minisign's files and our own.
struct KeyTests {
    private func keys(_ text: String) throws -> TrustedKeys {
        try TrustedKeys(parsing: Array(text.utf8))
    }

    private func secretKey(_ text: String) throws -> SecretKey {
        try SecretKey(parsing: Array(text.utf8))
    }

    @Test func readsAndWritesAPublicKeyAsMinisignDoes() throws {
        let key = try keys(Vectors.publicKeyFile).keys[0]
        #expect(key.id.description == "5AE934D3764ADCC7")
        #expect(key.fileText == Vectors.publicKeyFile)
    }

    @Test func readsAFileOfKeysAndComments() throws {
        let other = SecretKey.generate().publicKey
        let text = "# Ops\n\n\(Vectors.publicKeyFile)\(other.base64)\r\n\(other.base64)"
        #expect(try keys(text).keys == (try Vectors.keys.keys) + [other])
    }

    @Test(arguments: [
        ("", "1: expected a public key, got the end of the file"),
        ("# none\n", "2: expected a public key, got the end of the file"),
        (
            "# a\nRWQ\n",
            "2: expected a public key (42 bytes in base64) or a comment, got a line of 3 other"
        ),
        (Vectors.signatureFile, "2: expected a public key (42 bytes in base64) or a comment"),
    ])
    func refusesAFileThatIsNotAllKeys(text: String, reason: String) {
        let error = #expect(throws: FormatError.self) { try keys(text) }
        #expect(error?.description.hasPrefix(reason) == true)
    }

    @Test func refusesTwoKeysWithOneId() throws {
        let id = try Vectors.keys.keys[0].id
        let other = SecretKey(id: id, seed: SecretKey.generate().seed).publicKey
        let error = #expect(throws: FormatError.self) {
            try keys(Vectors.publicKeyFile + other.base64)
        }
        #expect(error?.got == "a second key with the id 5AE934D3764ADCC7")
    }

    @Test func readsASecretKeyOfMinisignWithoutAPassword() throws {
        #expect(try Vectors.secretKey.publicKey == Vectors.keys.keys[0])
    }

    @Test func readsBackASecretKeyThatItMade() throws {
        let key = SecretKey.generate()
        let read = try secretKey(key.fileText)
        #expect(read.seed == key.seed)
        #expect(read.publicKey == key.publicKey)
    }

    @Test func makesAnotherKeyEachTime() {
        let keys = (0..<8).map { _ in SecretKey.generate() }
        #expect(Set(keys.map(\.seed)).count == 8)
        #expect(Set(keys.map(\.publicKey.id)).count == 8)
    }

    @Test func refusesAKeyWithAPasswordAndSaysWhatToDo() {
        let error = #expect(throws: SecretKeyError.self) {
            try secretKey(Vectors.protectedKeyFile)
        }
        #expect(error == .passwordProtected)
        #expect(error?.description.contains("minisign -C -W") == true)
    }

    @Test func refusesASecretKeyWithAChangedByteAnywhereButInItsEmptyParameters() throws {
        let file = SecretKey.generate().fileText
        let lines = file.split(separator: "\n")
        let content = try #require(Base64.decode(lines[1]))
        for index in content.indices where !(6..<54).contains(index) {
            var changed = content
            changed[index] ^= 0x10
            let text = "\(lines[0])\n\(Base64.encode(changed))\n"
            #expect(throws: SecretKeyError.self, "byte \(index)") { try secretKey(text) }
        }
    }

    @Test func saysNothingOfTheContentOfASecretKeyThatItCannotRead() throws {
        let line = Vectors.secretKeyFile.split(separator: "\n")[1].dropLast(2)
        let error = #expect(throws: SecretKeyError.self) {
            try secretKey("untrusted comment: x\n\(line)\n")
        }
        #expect(
            error?.description
                == "2: expected a secret key (158 bytes in base64), got a line of 210 other bytes")
    }

    @Test func aPublicKeyIsNoSecretKey() {
        #expect(throws: SecretKeyError.self) { try secretKey(Vectors.publicKeyFile) }
    }
}
