import Configuration

/// What errors call an option: as the command line has it, or where the configuration does.
struct OperatorOptionNames {
    let control: String
    let controlTCP: String
    let controlTokenFile: String
    let status: String

    /// - Parameter given: on the command line.
    init(_ given: OperatorOptions, _ configuration: ConfigurationSource?) {
        let inFile = configuration?.configuration.operators ?? OperatorOptions()
        let path = configuration?.path ?? ""
        func name(_ key: String, _ value: KeyPath<OperatorOptions, String?>) -> String {
            guard given[keyPath: value] == nil, inFile[keyPath: value] != nil else {
                return "--\(key.replacing("_", with: "-"))"
            }
            return "\(path): \(key)"
        }
        control = name("control", \.control)
        controlTCP = name("control_tcp", \.controlTCP)
        controlTokenFile = name("control_token_file", \.controlTokenFile)
        status = name("status", \.status)
    }
}
