import Foundation

/// Whether a value is what a JSON schema says, as far as `docs/openapi.json` makes use of schemas:
/// type, properties, required, additionalProperties, items, enum, minimum and $ref.
struct SchemaCheck {
    private let document: [String: Any]

    init(_ document: [String: Any]) {
        self.document = document
    }

    func check(_ value: Any, _ schema: [String: Any], at place: String) throws {
        if let reference = schema["$ref"] as? String {
            return try check(value, try resolved(reference), at: place)
        }
        if let allowed = schema["enum"] as? [String] {
            guard let text = value as? String, allowed.contains(text) else {
                throw TestFailure("\(place): expected one of \(allowed), got \(value)")
            }
        }
        switch schema["type"] as? String {
        case "object": try checkObject(value, schema, at: place)
        case "array": try checkArray(value, schema, at: place)
        case "string": try require(value is String, "a string", value, at: place)
        case "integer": try checkNumber(value, schema, isWhole: true, at: place)
        case "number": try checkNumber(value, schema, isWhole: false, at: place)
        case let type: throw TestFailure("\(place): the schema's type is \(type ?? "missing")")
        }
    }

    private func checkObject(_ value: Any, _ schema: [String: Any], at place: String) throws {
        guard let object = value as? [String: Any] else {
            throw TestFailure("\(place): expected an object, got \(value)")
        }
        for key in schema["required"] as? [String] ?? [] {
            try require(object[key] != nil, "the key \(key)", object.keys.sorted(), at: place)
        }
        let properties = schema["properties"] as? [String: [String: Any]] ?? [:]
        for (key, value) in object {
            let other = schema["additionalProperties"] as? [String: Any]
            guard let schema = properties[key] ?? other else {
                throw TestFailure("\(place).\(key) is not described")
            }
            try check(value, schema, at: "\(place).\(key)")
        }
    }

    private func checkArray(_ value: Any, _ schema: [String: Any], at place: String) throws {
        guard let array = value as? [Any], let items = schema["items"] as? [String: Any] else {
            throw TestFailure("\(place): expected an array, got \(value)")
        }
        for (index, element) in array.enumerated() {
            try check(element, items, at: "\(place)[\(index)]")
        }
    }

    private func checkNumber(
        _ value: Any, _ schema: [String: Any], isWhole: Bool, at place: String
    ) throws {
        let number = value as? Double ?? (value as? Int).map(Double.init)
        guard let number, !(value is String), !isWhole || number == number.rounded() else {
            throw TestFailure("\(place): expected a number, got \(value)")
        }
        let minimum = schema["minimum"] as? Double ?? -.infinity
        try require(number >= minimum, "at least \(minimum)", value, at: place)
    }

    private func require(
        _ isSo: Bool, _ expected: String, _ got: Any, at place: String
    ) throws {
        guard isSo else { throw TestFailure("\(place): expected \(expected), got \(got)") }
    }

    private func resolved(_ reference: String) throws -> [String: Any] {
        var node: Any? = document
        for part in reference.split(separator: "/").dropFirst() {
            node = (node as? [String: Any])?[String(part)]
        }
        guard let schema = node as? [String: Any] else {
            throw TestFailure("\(reference) is not described")
        }
        return schema
    }
}
