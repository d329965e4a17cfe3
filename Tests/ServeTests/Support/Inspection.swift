import Foundation

/// What `nano-tools inspect --json` says of a file: the fields that tests look at.
struct Inspection: Decodable {
    struct Hazard: Decodable {
        let name: String
        let effect: String
        let reason: String
        let cure: String
    }

    let unloadClass: String
    let executionClass: String?
    let refusal: String?
    let hazards: [Hazard]

    static func read(_ path: String) throws -> Inspection {
        let result = try CommandResult(Checkout.tools, ["inspect", path, "--json"])
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        let inspection = try decoder.decode(Inspection.self, from: Data(result.output.utf8))
        guard result.code == (inspection.unloadClass == "refused" ? 1 : 0) else {
            throw TestFailure("inspect \(path): \(inspection.unloadClass), exit \(result.code)")
        }
        return inspection
    }
}
