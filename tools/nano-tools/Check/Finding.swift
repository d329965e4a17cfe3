/// A defect, and where in the life of a plugin it was seen.
struct Finding: Codable, Hashable, Sendable {
    let step: CheckStep
    let defect: Defect
}
