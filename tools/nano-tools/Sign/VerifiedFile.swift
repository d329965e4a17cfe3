import FoundationEssentials
import Signatures

/// The outcome of a verification that succeeded.
struct VerifiedFile: Encodable {
    let file: String
    let keyID: String
    let trustedComment: String
    /// `nil` where the comment does not say, as in signatures that were not made for nano.
    let app: String?
    let version: String?

    private enum CodingKeys: String, CodingKey {
        case file, app, version
        case keyID = "key_id"
        case trustedComment = "trusted_comment"
    }

    init(file: String, keyID: KeyID, comment: TrustedComment) {
        self.file = file
        self.keyID = keyID.description
        trustedComment = comment.text
        app = try? comment.value(of: "app")
        version = try? comment.value(of: "version")
    }

    var text: String {
        "\(file): signed by key \(keyID)\ntrusted comment: \(trustedComment)"
    }

    var json: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(self), as: UTF8.self)
        }
    }
}
