/// The images of one app that cannot leave the process: how many, and the last ones in detail. An
/// app that faults with every deployment must not fill the memory with its history.
struct PinnedGenerations {
    static let detailCountMax = 64

    private(set) var count = 0
    /// By number.
    private(set) var last: [GenerationStatus] = []

    mutating func add(_ generation: GenerationStatus) {
        count += 1
        last.append(generation)
        if last.count > Self.detailCountMax { last.removeFirst() }
    }
}
