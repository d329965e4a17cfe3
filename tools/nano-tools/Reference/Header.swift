/// What a header of the plugin ABI says, as far as its readers need it.
struct Header {
    /// Something that a header declares, with the comment above it.
    enum Item {
        case structure(name: String, comment: HeaderComment, fields: [Field])
        case function(name: String, signature: String, comment: HeaderComment)
        /// Constants that one comment is about.
        case constants(comment: HeaderComment, [Constant])
    }

    /// A field of a structure; a function if it has a signature.
    struct Field {
        let name: String
        let type: String
        var signature: String?
        let comment: HeaderComment
    }

    struct Constant {
        let name: String
        let value: String
        let comment: HeaderComment
    }

    let name: String
    let comment: HeaderComment
    /// The headers of this folder that it includes.
    var includes: [String] = []
    var items: [Item] = []
}
