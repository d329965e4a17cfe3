/// Where an HTTP status is counted: every registered one by itself, all others of a class together
/// (IANA HTTP Status Code Registry; 226 and unregistered codes are such others). So the series of a
/// metric stay few, whatever a plugin answers.
enum StatusSlot {
    static let count = 71

    /// Places of a class: its first status is `hundreds * 100`, its last place is for all others.
    private static func place(_ hundreds: Int) -> (start: Int, count: Int) {
        switch hundreds {
        case 1: (0, 5)
        case 2: (5, 10)
        case 3: (15, 10)
        case 4: (25, 33)
        default: (58, 13)
        }
    }

    /// - Parameter status: 100 to 599.
    static func index(_ status: Int) -> Int {
        // Almost all are 200, and the search would be a good part of what counting costs.
        status == 200 ? okIndex : indexByClass(status)
    }

    private static let okIndex = 5

    private static func indexByClass(_ status: Int) -> Int {
        let hundreds = status / 100
        let (start, count) = place(hundreds)
        return start + min(status - hundreds * 100, count - 1)
    }

    /// What the slot is called: `404`, or `4xx` for all others of a class.
    static func label(at index: Int) -> String {
        for hundreds in 1...5 {
            let (start, count) = place(hundreds)
            guard index < start + count else { continue }
            let number = index - start
            return number == count - 1 ? "\(hundreds)xx" : "\(hundreds * 100 + number)"
        }
        return "5xx"
    }
}
