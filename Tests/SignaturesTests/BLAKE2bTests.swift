import Testing

@testable import Signatures

struct BLAKE2bTests {
    /// RFC 7693, appendix A.
    @Test func hashesTheExampleOfTheRFC() {
        let expected =
            "ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d1"
            + "7d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923"
        #expect(hash(Array("abc".utf8)) == expected)
    }

    /// Made with Python's hashlib, around the ends of blocks: how many bytes, and the hash's first
    /// sixteen.
    @Test(arguments: [
        (0, "786a02f742015903c6c6fd852552d272"), (1, "4fe4da61bcc756071b226843361d7494"),
        (127, "71546bbf9110ad184cc60f2eb120fcfd"), (128, "2d9e329f42afa3601d646692b81c13e8"),
        (129, "47889df9eb4d717afc5019df5c6a83df"), (255, "1a5199ac66a00e8a87ad1c7fbad30b33"),
        (256, "91019c558584980249ca43eceed27e19"), (257, "9f1975efca45e7b74b020975d4d2c228"),
        (1_000, "4bdd2c9cf31d797a81d245c989ffb751"),
    ])
    func hashesContentOfAnyLength(count: Int, expected: String) {
        let content = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 7 + 3) }
        #expect(hash(content).hasPrefix(expected))
    }

    /// Made with Python's hashlib: the length is part of what is hashed.
    @Test func makesShorterHashesThatAreNoPrefixes() {
        let content = (0..<100).map { UInt8($0) }
        #expect(
            hash(content, byteCount: 32)
                == "5ac86383dec1db602fdbc2c978c3fe1bf4328fea1e1b495b68be2c3b67ba033b")
    }

    private func hash(_ content: [UInt8], byteCount: Int = 64) -> String {
        BLAKE2b.hash(content.span.bytes, byteCount: byteCount).map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
    }
}
