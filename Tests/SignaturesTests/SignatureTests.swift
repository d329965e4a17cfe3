import Testing

@testable import Signatures

/// Signatures that minisign made, whole and changed, and our own.
struct SignatureTests {
    static let files = [Vectors.signatureFile, Vectors.legacySignatureFile]

    private func verify(
        _ file: [UInt8], _ content: [UInt8] = Vectors.content
    ) throws -> TrustedComment {
        let signature = try Signature(parsing: file)
        return try Vectors.keys.verify(content.span.bytes, signature)
    }

    @Test(arguments: zip(files, ["app:x version:1", "timestamp:1795373525\tfile:f"]))
    func verifiesWhatMinisignSigned(file: String, comment: String) throws {
        #expect(try verify(Array(file.utf8)).text == comment)
    }

    @Test(arguments: files)
    func writesAFileAsMinisignDid(file: String) throws {
        #expect(try Signature(parsing: Array(file.utf8)).fileText == file)
    }

    @Test func makesTheSignaturesThatMinisignMakes() throws {
        for file in Self.files {
            let theirs = try Signature(parsing: Array(file.utf8))
            let ours = Vectors.signature(
                by: try Vectors.secretKey, comment: theirs.trustedComment,
                algorithm: theirs.algorithm)
            #expect(ours.fileText == file)
        }
    }

    @Test(arguments: files)
    func noChangedByteOfTheFileIsAcceptedButInTheUntrustedComment(file: String) throws {
        let bytes = Array(file.utf8)
        let untrusted = 19..<bytes.firstIndex(of: UInt8(ascii: "\n"))!
        // The last line's end may be missing; then it is the same file.
        for index in bytes.indices.dropLast() where !untrusted.contains(index) {
            for bit in 0..<8 {
                var changed = bytes
                changed[index] ^= 1 << bit
                #expect(throws: (any Error).self, "byte \(index), bit \(bit)") {
                    try verify(changed)
                }
            }
        }
    }

    @Test(arguments: files)
    func noOtherContentIsAccepted(file: String) throws {
        let file = Array(file.utf8)
        let id = try Vectors.keys.keys[0].id
        for index in Vectors.content.indices {
            var changed = Vectors.content
            changed[index] ^= 1
            #expect(throws: VerificationError.otherContent(id)) { try verify(file, changed) }
        }
        #expect(throws: VerificationError.otherContent(id)) {
            try verify(file, Vectors.content + [0])
        }
        #expect(throws: VerificationError.otherContent(id)) { try verify(file, []) }
    }

    @Test func aChangedCommentIsToldFromChangedContent() throws {
        let file = Vectors.signatureFile.replacing("version:1", with: "version:2")
        #expect(throws: VerificationError.otherComment(try Vectors.keys.keys[0].id)) {
            try verify(Array(file.utf8))
        }
    }

    @Test func anotherKeysSignatureIsNamed() throws {
        let other = SecretKey.generate()
        let signature = Vectors.signature(by: other)
        let expected = try Vectors.keys.keys.map(\.id)
        #expect(throws: VerificationError.unknownKey(other.publicKey.id, expected: expected)) {
            try verify(Array(signature.fileText.utf8))
        }
    }

    @Test func aKeyThatBorrowsAnIdIsNotBelieved() throws {
        let id = try Vectors.keys.keys[0].id
        let forger = SecretKey(id: id, seed: SecretKey.generate().seed)
        let signature = Vectors.signature(by: forger)
        #expect(throws: VerificationError.otherContent(id)) {
            try verify(Array(signature.fileText.utf8))
        }
    }

    @Test func aSignatureCutAnywhereIsRefusedWithTheLine() {
        let bytes = Array(Vectors.signatureFile.utf8)
        for count in 0..<bytes.count - 1 {
            #expect(throws: FormatError.self, "\(count) bytes") {
                try Signature(parsing: Array(bytes.prefix(count)))
            }
        }
    }

    @Test func linesMayEndWithCarriageReturnsAndNothingMayFollow() throws {
        let lines = Vectors.signatureFile
        #expect(throws: Never.self) {
            try verify(Array(lines.replacing("\n", with: "\r\n").utf8))
        }
        let error = #expect(throws: FormatError.self) { try verify(Array((lines + "x\n").utf8)) }
        #expect(
            error?.description == "5: expected the end of the file, got a line of 1 other bytes")
    }

    @Test func aCommentCannotPaintOverTheTerminal() throws {
        let file = Vectors.signatureFile.replacing("app:x", with: "app:\u{1B}[2J")
        let error = #expect(throws: FormatError.self) { try verify(Array(file.utf8)) }
        #expect(error?.line == 3)
    }
}
