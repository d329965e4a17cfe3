import FoundationEssentials

/// What `swift package describe --type json` says, as far as it is needed here.
struct PackageDescription {
    /// A program that the package makes.
    struct Executable: Equatable {
        let product: String
        let target: String
        /// The target's name as an identifier.
        let module: String
    }

    let executables: [Executable]

    init(json: String) throws(BuildError) {
        do {
            let package = try JSONDecoder().decode(Package.self, from: Data(json.utf8))
            executables = package.targets.filter { $0.type == "executable" }.map { target in
                let product = package.products.first { $0.targets.contains(target.name) }
                return Executable(
                    product: product?.name ?? target.name, target: target.name,
                    module: target.c99name)
            }
        } catch {
            throw .packageUnreadable("\(error)")
        }
    }

    private struct Package: Decodable {
        struct Product: Decodable {
            let name: String
            let targets: [String]
        }
        struct Target: Decodable {
            let name: String
            let c99name: String
            let type: String
        }

        let products: [Product]
        let targets: [Target]
    }
}
