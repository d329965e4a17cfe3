/// An item as a client sends it.
struct ItemDraft: Decodable {
    let title: String
}
