/// Numbers from 0 in the order of their last use: a list that is linked both ways through an array,
/// so that every operation costs the same, however many there are. A pure value.
struct RecencyList: Sendable {
    private struct Links: Sendable {
        var older = -1
        var newer = -1
    }

    private var links: [Links] = []
    /// The one whose last use is the longest ago; `nil` if there is none.
    private(set) var oldest: Int?
    private var newest: Int?

    /// Puts in a number that is not in here, as used now.
    mutating func insert(_ number: Int) {
        while links.count <= number { links.append(Links()) }
        links[number] = Links(older: newest ?? -1, newer: -1)
        if let newest { links[newest].newer = number } else { oldest = number }
        newest = number
    }

    /// Takes out a number that is in here.
    mutating func remove(_ number: Int) {
        let (older, newer) = (links[number].older, links[number].newer)
        if older >= 0 { links[older].newer = newer } else { oldest = newer >= 0 ? newer : nil }
        if newer >= 0 { links[newer].older = older } else { newest = older >= 0 ? older : nil }
    }

    /// A number that is in here was used now.
    mutating func touch(_ number: Int) {
        remove(number)
        insert(number)
    }
}
