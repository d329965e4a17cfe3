import Configuration

/// The configuration in `text`, as a file called `nano.json`.
func read(_ text: String) throws(ConfigurationError) -> ServerConfiguration {
    try ServerConfiguration.parse(Array(text.utf8), file: "nano.json")
}

/// The one line that refuses `text`, or what was read although it should not have been.
func refusal(of text: String) -> String {
    refusal(of: Array(text.utf8))
}

func refusal(of bytes: [UInt8]) -> String {
    do {
        return "accepted: \(try ServerConfiguration.parse(bytes, file: "nano.json"))"
    } catch {
        return error.description
    }
}

/// The lines that refuse the entries of `text`, whose file itself is sound.
func rejections(in text: String) throws -> [String] {
    try read(text).rejected.map(\.description)
}
