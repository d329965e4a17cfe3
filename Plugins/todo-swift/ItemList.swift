/// The items, in the order they were added.
struct ItemList {
    /// As many as the list holds, so that clients cannot fill the memory.
    static let countMax = 10_000

    private var items: [Int: Item] = [:]
    private var lastID = 0

    var all: [Item] { items.values.sorted { $0.id < $1.id } }

    func item(_ id: Int) -> Item? { items[id] }

    /// Adds an item; `nil` if the list is full.
    mutating func add(_ title: String) -> Item? {
        guard items.count < Self.countMax else { return nil }
        lastID += 1
        let item = Item(id: lastID, title: title)
        items[item.id] = item
        return item
    }

    /// Removes an item; `false` if there is none of that number.
    mutating func remove(_ id: Int) -> Bool {
        items.removeValue(forKey: id) != nil
    }
}
