/// A request as a parser understood it: all that an app or the next parser could act upon.
struct ReadRequest: Equatable {
    struct Field: Equatable {
        var name: String
        var value: String
    }

    enum Framing: Equatable {
        case none
        case length(Int)
        case chunked
    }

    var method: String
    var target: String
    var minorVersion: Int
    var fields: [Field]
    var framing: Framing
    var keepsAlive: Bool
    /// What has come of the body, without its framing.
    var body: [UInt8] = []

    /// The values of a field, whose name is given in lower case.
    func values(of name: String) -> [String] {
        fields.filter { $0.name.lowercased() == name }.map(\.value)
    }
}
