/// The known key that `unknown` was probably meant to be, or nil if none is near: at most one
/// mistake in three characters, where a swap of neighbours is one mistake; or the key that it is
/// the beginning of, such as one without its unit.
func nearestKey(to unknown: String, among known: [String]) -> String? {
    let bytes = Array(unknown.utf8)
    // No key is nearly as long, and the distance costs the product of both lengths.
    guard (2...40).contains(bytes.count) else { return nil }
    let nearest = known.map { (key: $0, distance: editDistance(bytes, Array($0.utf8))) }
        .min { $0.distance < $1.distance }
    if let nearest, nearest.distance <= max(1, bytes.count / 3) { return nearest.key }
    return known.first { $0.hasPrefix(unknown + "_") }
}

/// How many insertions, deletions, replacements and swaps of neighbours lead from one text to the
/// other (optimal string alignment), counted in bytes.
func editDistance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for i in left.indices {
        var row = [i + 1]
        for j in right.indices {
            let replaced = last[j] + (left[i] == right[j] ? 0 : 1)
            var distance = min(replaced, last[j + 1] + 1, row[j] + 1)
            if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
                distance = min(distance, beforeLast[j - 1] + 1)
            }
            row.append(distance)
        }
        (beforeLast, last) = (last, row)
    }
    return last[right.count]
}
