import TestSupport
import Testing

@testable import Signatures

struct Base64Tests {
    /// RFC 4648, section 10.
    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
        ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
    ])
    func readsAndWritesTheExamplesOfTheRFC(plain: String, encoded: String) {
        #expect(Base64.encode(Array(plain.utf8)) == encoded)
        #expect(Base64.decode(encoded) == Array(plain.utf8))
    }

    @Test(arguments: [
        "Zg", "Zg=", "Zg===", "=g==", "Z===", "Zm9v====", "Zg==Zm9v", "Zm9_", "Zm 9v",
    ])
    func refusesWhatIsNoBase64(text: String) {
        #expect(Base64.decode(text) == nil)
    }

    @Test(arguments: ["Zh==", "Zm9="])
    func refusesASecondTextForTheSameContent(text: String) {
        #expect(Base64.decode(text) == nil)
    }

    @Test func readsBackWhatItWrote() {
        let seed = SeededGenerator.newSeed()
        var generator = SeededGenerator(seed: seed)
        for count in 0..<200 {
            let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
            #expect(Base64.decode(Base64.encode(bytes)) == bytes, "seed \(seed)")
        }
    }
}
