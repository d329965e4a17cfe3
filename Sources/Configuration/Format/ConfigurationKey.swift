/// One key of the configuration format: its row in the reference, and how its value is read.
struct ConfigurationKey<Value: Sendable>: Sendable {
    let reference: KeyReference
    let format: ValueFormat<Value>

    var name: String { reference.name }

    init(
        _ name: String, _ format: ValueFormat<Value>, unit: String? = nil,
        default defaultText: String?, _ meaning: String
    ) {
        self.format = format
        reference = KeyReference(
            name: name, type: format.summary, unit: unit, defaultText: defaultText,
            meaning: meaning, error: Self.error(format))
    }

    private static func error(
        _ format: ValueFormat<Value>
    ) -> @Sendable (LocatedValue) -> ConfigurationError? {
        { located in
            do throws(ConfigurationError) {
                _ = try format.read(located)
                return nil
            } catch {
                return error
            }
        }
    }
}
