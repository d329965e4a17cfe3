import ELFPreflight

extension InspectionReport {
    /// For people: one line a fact, each with its name in front.
    var text: String {
        var lines = [("file", "\(file), \(sizeBytes) bytes")]
        if let facts { lines += factLines(facts) }
        lines.append(("unload", "\(unloadClass)"))
        if let refusal {
            lines.append(("refused", refusal))
        } else {
            lines += hazards.flatMap(Self.hazardLines)
        }
        return lines.map { Self.aligned($0.0) + $0.1 }.joined(separator: "\n")
    }

    private func factLines(_ facts: PluginFacts) -> [(String, String)] {
        [
            ("plugin", "\(facts.manifest.name) \(facts.manifest.version)"),
            ("build id", facts.buildID ?? "none (link with --build-id)"),
            ("abi", "\(Self.range(facts.manifest)), this host offers \(host.major).\(host.minor)"),
            ("needs", facts.needed.isEmpty ? "no library" : facts.needed.joined(separator: ", ")),
            ("exports", Self.exports(facts.exports)),
            ("tls", "\(facts.tlsBytes) bytes a thread"),
            ("body", facts.manifest.streamsBody ? "streamed" : "whole"),
            ("execution", Self.execution(facts)),
        ]
    }

    private static func range(_ manifest: PluginManifest) -> String {
        let (major, minors) = (manifest.abiMajor, manifest.abiMinors)
        let first = "\(major).\(minors.lowerBound)"
        return minors.count == 1 ? first : "\(first) to \(major).\(minors.upperBound)"
    }

    private static func exports(_ exports: ExportedSymbols) -> String {
        let unnamed = exports.count - exports.names.count
        let names = exports.names.joined(separator: ", ")
        return unnamed > 0 ? "\(names) and \(unnamed) more" : names
    }

    private static func execution(_ facts: PluginFacts) -> String {
        let isOverruled = facts.manifest.isInline && facts.executionClass == .lane
        return isOverruled
            ? "lane, though its manifest asks for inline" : "\(facts.executionClass)"
    }

    private static func hazardLines(_ hazard: Hazard) -> [(String, String)] {
        [(hazard.effect.rawValue, hazard.reason), ("  cure", hazard.cure)]
    }

    private static func aligned(_ label: String) -> String {
        label.padding(to: 12)
    }
}

extension String {
    /// Followed by spaces up to `width`.
    fileprivate func padding(to width: Int) -> String {
        self + String(repeating: " ", count: max(1, width - count))
    }
}
