/// One place where a rule is broken.
struct Offence: CustomStringConvertible {
    let path: String
    /// From 1; `nil` where the file as a whole offends.
    var line: Int?
    let reason: String

    var description: String {
        "\(path)\(line.map { ":\($0)" } ?? ""): \(reason)"
    }
}
