/// A page of metrics, as a reader takes it apart.
struct ReadPage {
    /// Numbers by name and labels, as they are written.
    private(set) var series: [String: Double] = [:]
    /// Types by metric.
    private(set) var types: [String: String] = [:]
    /// What is there twice, or not together.
    private(set) var faults: [String] = []

    init(_ bytes: [UInt8]) {
        var lastType = ""
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
            let words = line.split(separator: " ")
            if line.hasPrefix("# TYPE ") {
                lastType = String(words[2])
                if types[lastType] != nil { faults.append("\(line): a second time") }
                types[lastType] = String(words[3])
            } else if !line.hasPrefix("#"), let space = line.lastIndex(of: " ") {
                let name = String(line[..<space])
                if !name.hasPrefix(lastType) { faults.append("\(line): below \(lastType)") }
                if series[name] != nil { faults.append("\(line): a second time") }
                series[name] = Double(line[space...].dropFirst())
            }
        }
    }

    /// Of a name, without and with the labels.
    func series(of name: String) -> [String: Double] {
        series.filter { $0.key == name || $0.key.hasPrefix("\(name){") }
    }
}
