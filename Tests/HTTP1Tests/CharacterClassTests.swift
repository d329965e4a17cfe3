import Testing

@testable import HTTP1

/// Rebuilds each class from the text of its grammar and compares all 256 bytes.
@Suite struct CharacterClassTests {
    private static let alpha = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
    private static let digit = "0123456789"
    private static let unreserved = alpha + digit + "-._~"
    private static let subDelims = "!$&'()*+,;="
    private static let path = unreserved + subDelims + ":@%/" + "[]^|"

    private func expect(_ characters: CharacterClass, toBe members: Set<UInt8>) {
        for byte in UInt8.min...UInt8.max {
            #expect(characters.contains(byte) == members.contains(byte), "byte \(byte)")
        }
    }

    @Test func tokenIsTchar() {
        expect(.token, toBe: Set(("!#$%&'*+-.^_`|~" + Self.digit + Self.alpha).utf8))
    }

    @Test func pathIsPcharSlashAndWhatBrowsersSend() {
        expect(.path, toBe: Set(Self.path.utf8))
    }

    @Test func queryIsPathQuestionMarkAndWhatBrowsersSend() {
        expect(.query, toBe: Set((Self.path + "?`{}\\").utf8))
    }

    @Test func registeredNameIsUnreservedAndSubDelims() {
        expect(.registeredName, toBe: Set((Self.unreserved + Self.subDelims).utf8))
    }

    @Test func digitsAreASCII() {
        expect(.digit, toBe: Set(Self.digit.utf8))
        expect(.hexDigit, toBe: Set((Self.digit + "abcdefABCDEF").utf8))
    }

    @Test func fieldValueIsAllButControlBytes() {
        expect(.fieldValue, toBe: Set([9]).union(0x20...0x7E).union(0x80...0xFF))
    }
}
