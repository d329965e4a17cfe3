/// One thing to do.
struct Item: Codable {
    let id: Int
    let title: String
}
