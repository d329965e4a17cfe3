import Foundation

/// `docs/openapi.json`, and whether an answer is one that it describes: the path, the method, the
/// status, the content type, and a JSON body by its schema.
struct OpenAPI: @unchecked Sendable {
    // Unchecked: parsed JSON, which nobody changes.
    private let document: [String: Any]

    static let shared = OpenAPI()

    private init() {
        let path = "\(Checkout.path)/docs/openapi.json"
        let parsed = (try? Data(contentsOf: URL(filePath: path)))
            .flatMap { try? JSONSerialization.jsonObject(with: $0) }
        document = parsed as? [String: Any] ?? [:]
    }

    /// What is described: method and path.
    var operations: Set<String> {
        var operations: Set<String> = []
        for (path, item) in document["paths"] as? [String: [String: Any]] ?? [:] {
            for method in item.keys where method != "parameters" {
                operations.insert("\(method.uppercased()) \(path)")
            }
        }
        return operations
    }

    func check(_ response: HTTPResponse, to method: String, _ target: String) throws {
        guard let responses = responses(method, target) else {
            // What is described nowhere is not there, whatever the method is.
            guard [404, 405].contains(response.status) else {
                throw TestFailure("\(method) \(target): \(response.status) is not described")
            }
            return try checkBody(response, Self.reference("ErrorReport"))
        }
        guard let described = responses["\(response.status)"] as? [String: Any],
            let content = described["content"] as? [String: [String: Any]]
        else {
            throw TestFailure("\(method) \(target): \(response.status) is not described")
        }
        let type = response["content-type"]?.split(separator: ";").first.map(String.init) ?? ""
        guard let schema = content[type]?["schema"] as? [String: Any] else {
            throw TestFailure("\(method) \(target): \(type) is not described")
        }
        if type == "application/json", method != "HEAD" { try checkBody(response, schema) }
    }

    private func responses(_ method: String, _ target: String) -> [String: Any]? {
        let path = target.split(separator: "?", omittingEmptySubsequences: false)[0]
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        for (pattern, item) in document["paths"] as? [String: [String: Any]] ?? [:] {
            let wanted = pattern.split(separator: "/", omittingEmptySubsequences: false)
            let isMatch =
                wanted.count == parts.count
                && zip(wanted, parts).allSatisfy { $0 == $1 || $0 == "{NAME}" }
            guard isMatch else { continue }
            let key = method == "HEAD" ? "get" : method.lowercased()
            return (item[key] as? [String: Any])?["responses"] as? [String: Any]
        }
        return nil
    }

    private func checkBody(_ response: HTTPResponse, _ schema: [String: Any]) throws {
        let value = try JSONSerialization.jsonObject(with: Data(response.body))
        try SchemaCheck(document).check(value, schema, at: "body")
    }

    private static func reference(_ name: String) -> [String: Any] {
        ["$ref": "#/components/schemas/\(name)"]
    }
}
