import FoundationEssentials
import PluginKit
import Synchronization

/// A to-do list over JSON, kept in memory:
///
///     GET    /items       all items
///     POST   /items       adds one: {"title": "Buy milk"}
///     GET    /items/ID    one item
///     DELETE /items/ID    removes it
@main
final class Todo: Plugin {
    static let version: StaticString = "1.0.0"

    private let list = Mutex(ItemList())

    func handle(_ request: borrowing Request) throws -> Response {
        switch Route(request) {
        case .all: try allItems(request)
        case .one(let identifier): try oneItem(identifier, request)
        case .unknown: problem("no such path", .notFound)
        }
    }

    private func allItems(_ request: borrowing Request) throws -> Response {
        switch request.method {
        case "GET", "HEAD": return try json(list.withLock { $0.all })
        case "POST": return try add([UInt8](request.body))
        default: return methodNotAllowed("GET, HEAD, POST")
        }
    }

    private func add(_ body: [UInt8]) throws -> Response {
        guard let draft = try? JSONDecoder().decode(ItemDraft.self, from: Data(body)) else {
            return problem(#"expected {"title": "..."}"#, .badRequest)
        }
        guard let item = list.withLock({ $0.add(draft.title) }) else {
            return problem("the list is full", .conflict)
        }
        return try json(item, .created).header("Location", "/items/\(item.id)")
    }

    private func oneItem(_ id: Int, _ request: borrowing Request) throws -> Response {
        switch request.method {
        case "GET", "HEAD":
            guard let item = list.withLock({ $0.item(id) }) else { return noSuchItem }
            return try json(item)
        case "DELETE":
            return list.withLock { $0.remove(id) } ? .empty(.noContent) : noSuchItem
        default:
            return methodNotAllowed("GET, HEAD, DELETE")
        }
    }

    private func json(_ value: some Encodable, _ status: Status = .ok) throws -> Response {
        .json([UInt8](try JSONEncoder().encode(value)), status: status)
    }

    private var noSuchItem: Response { problem("no such item", .notFound) }

    private func methodNotAllowed(_ allowed: StaticString) -> Response {
        problem("method not allowed", .methodNotAllowed).header("Allow", allowed)
    }

    private func problem(_ message: String, _ status: Status) -> Response {
        (try? json(["error": message], status)) ?? .empty(status)
    }
}
