import Testing

@testable import Signatures

struct TrustedCommentTests {
    @Test func writesItsFieldsAsMinisignDoes() throws {
        let comment = try TrustedComment(
            timestampSeconds: 1_795_373_525, file: "my app.so", app: "shop", version: "1.2.0")
        #expect(
            comment.text == "timestamp:1795373525\tfile:my app.so\tapp:shop\tversion:1.2.0")
        #expect(try comment.value(of: "file") == "my app.so")
        #expect(try comment.value(of: "version") == "1.2.0")
    }

    @Test func aCommentWithoutTabsHasItsFieldsBetweenSpaces() throws {
        let comment = TrustedComment(text: "release of May app:shop version:2")
        #expect(try comment.value(of: "app") == "shop")
        #expect(try comment.value(of: "version") == "2")
    }

    @Test func aFileNameCannotBringAFieldAlong() throws {
        let comment = try TrustedComment(
            timestampSeconds: 0, file: "a app:other", app: "shop", version: "1")
        #expect(try comment.value(of: "app") == "shop")
        for file in ["a\tapp:other", "a\napp:other", ""] {
            #expect(throws: TrustedCommentError.unwritable(field: "file")) {
                try TrustedComment(timestampSeconds: 0, file: file, app: "shop", version: "1")
            }
        }
    }

    @Test(arguments: ["", "file:x", "app:", "myapp:x", "app", "app :x"])
    func aMissingFieldIsNamed(text: String) {
        #expect(throws: TrustedCommentError.missing(field: "app")) {
            try TrustedComment(text: text).value(of: "app")
        }
    }

    @Test(arguments: ["app:a app:b", "app:a app:a", "app:a\tx\tapp:b"])
    func aFieldThatStandsThereTwiceHasNoValue(text: String) {
        #expect(throws: TrustedCommentError.repeated(field: "app")) {
            try TrustedComment(text: text).value(of: "app")
        }
    }

    @Test func whatMinisignCouldNotReadIsNotWritten() {
        #expect(throws: TrustedCommentError.self) {
            try TrustedComment(
                timestampSeconds: 0, file: "f", app: "a",
                version: String(repeating: "1", count: 8_000))
        }
    }
}
