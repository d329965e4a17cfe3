import PluginKit

/// What a request's path names.
enum Route: Equatable {
    case all
    case one(Int)
    case unknown

    init(_ request: borrowing Request) {
        let path = String(request.path)
        if path == "/items" {
            self = .all
        } else if path.hasPrefix("/items/"), let id = Int(path.dropFirst("/items/".count)) {
            self = .one(id)
        } else {
            self = .unknown
        }
    }
}
