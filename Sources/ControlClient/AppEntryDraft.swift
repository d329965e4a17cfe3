import ControlAPI

/// An app's entry on its way to `POST /apps`: a file's object, and what the command line says.
public struct AppEntryDraft: Equatable, Sendable {
    private var members: [String: JSONValue]

    /// An entry that says nothing.
    public init() {
        members = [:]
    }

    /// - Parameter json: the bytes of a file.
    /// - Throws: `ControlClientError.unexpected` where that is no JSON object.
    public init(json: [UInt8], file: String) throws(ControlClientError) {
        do {
            guard case .object(let members) = try ControlJSON.decode(JSONValue.self, from: json)
            else { throw ControlClientError.unexpected("\(file): expected a JSON object") }
            self.members = members
        } catch let error as ControlClientError {
            throw error
        } catch {
            throw .unexpected("\(file): expected a JSON object, got \(error)")
        }
    }

    /// The `path` that it gives.
    public var path: String? {
        guard case .text(let path)? = members["path"] else { return nil }
        return path
    }

    public mutating func setPath(_ path: String) {
        members["path"] = .text(path)
    }

    public mutating func setName(_ name: String) {
        members["name"] = .text(name)
    }

    public mutating func setHostnames(_ hostnames: [String]) {
        members["hostname"] = nil
        members["hostnames"] = .array(hostnames.map(JSONValue.text))
    }

    public var json: [UInt8] {
        // Values that came from JSON, and texts, can be encoded.
        (try? ControlJSON.encode(JSONValue.object(members))) ?? []
    }
}
