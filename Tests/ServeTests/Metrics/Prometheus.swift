import Foundation
import TestSupport

/// A Prometheus that scrapes one address every second. It ends with its test. Used by one thread.
///
/// It tells when what the test waits for is true by an alert, which it sends to the test: so nobody
/// asks it again and again.
final class Prometheus {
    /// A result of a query.
    struct Sample: Decodable {
        let metric: [String: String]
        /// Time and number.
        private let value: [Value]

        var number: Double? { value.last.flatMap { Double($0.text) } }

        private struct Value: Decodable {
            let text: String

            init(from decoder: any Decoder) throws {
                let container = try decoder.singleValueContainer()
                let number = try? container.decode(Double.self)
                text = try number.map { "\($0)" } ?? container.decode(String.self)
            }
        }
    }

    private static let path = "/usr/bin/prometheus"
    static let isInstalled = FileManager.default.isExecutableFile(atPath: path)

    private let alerts: LoopbackServer
    private let hasFired = DispatchSemaphore(value: 0)
    private let process: ChildProcess
    private let lines: EventReader
    private let port: Int

    /// - Parameters:
    ///   - condition: an expression, which `waitUntilTrue` waits for.
    ///   - ruleFiles: more rules.
    init(
        _ directory: TestDirectory, scraping address: String, until condition: String,
        ruleFiles: [String] = []
    ) throws {
        alerts = try LoopbackServer { [hasFired] _ in
            hasFired.signal()
            return "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
        }
        try directory.write(
            Self.configuration(address, alerts.port, ruleFiles), to: "prometheus.yml")
        try directory.write(Self.rule(condition), to: "condition.yml")
        // Its log is on standard error.
        process = try ChildProcess(
            "/bin/sh",
            [
                "-c", #"exec "$@" 2>&1"#, "sh", Self.path,
                "--config.file=\(directory.file("prometheus.yml"))",
                "--storage.tsdb.path=\(directory.file("prometheus"))",
                "--web.listen-address=127.0.0.1:0",
            ], errorPath: directory.file("prometheus.stderr"))
        lines = EventReader(process.output)
        port = try Self.port(lines)
    }

    /// JSON is YAML.
    private static func configuration(
        _ address: String, _ alertPort: Int, _ ruleFiles: [String]
    ) -> String {
        let rules = (["condition.yml"] + ruleFiles).map { #""\#($0)""# }.joined(separator: ",")
        return """
            {"global": {"scrape_interval": "1s", "evaluation_interval": "1s"},
            "rule_files": [\(rules)],
            "alerting": {"alertmanagers":
            [{"static_configs": [{"targets": ["127.0.0.1:\(alertPort)"]}]}]},
            "scrape_configs":
            [{"job_name": "nano", "static_configs": [{"targets": ["\(address)"]}]}]}
            """
    }

    private static func rule(_ condition: String) -> String {
        let text = condition.replacing("\"", with: "\\\"")
        return #"{"groups": [{"name": "test", "rules": [{"alert": "True", "expr": "\#(text)"}]}]}"#
    }

    private static func port(_ lines: EventReader) throws -> Int {
        let patience = Patience()
        var seen: [String] = []
        while let line = try lines.nextLine(patience) {
            seen.append(line)
            guard line.contains("Listening on"), let colon = line.lastIndex(of: ":") else {
                continue
            }
            if let port = Int(line[colon...].dropFirst()) { return port }
        }
        throw TestFailure("expected Prometheus to listen, got \(seen)")
    }

    func waitUntilTrue() throws {
        guard hasFired.wait(timeout: .now() + Patience.seconds) == .success else {
            throw TestFailure("expected the condition to become true, got \(try query("up"))")
        }
    }

    func query(_ expression: String) throws -> [Sample] {
        struct Answer: Decodable {
            struct Data: Decodable {
                let result: [Sample]
            }
            let data: Data
        }
        let target = "/api/v1/query?query=\(Self.escaped(expression))"
        return try JSONDecoder().decode(Answer.self, from: get(target)).data.result
    }

    /// The only result of a query.
    func number(_ expression: String) throws -> Double? {
        let samples = try query(expression)
        guard samples.count == 1 else {
            throw TestFailure("\(expression): expected one result, got \(samples)")
        }
        return samples[0].number
    }

    /// What `# TYPE` and `# UNIT` said of a metric.
    func metadata(_ metric: String) throws -> (type: String, unit: String)? {
        struct Entry: Decodable {
            let type: String
            let unit: String
        }
        struct Answer: Decodable {
            let data: [String: [Entry]]
        }
        let answer = try JSONDecoder().decode(
            Answer.self, from: get("/api/v1/metadata?metric=\(metric)"))
        return answer.data[metric]?.first.map { ($0.type, $0.unit) }
    }

    private func get(_ target: String) throws -> Data {
        let response = try HTTPConnection(port: port).answer(
            "GET", target, host: "127.0.0.1", fields: ["Connection: close"])
        guard response.status == 200 else {
            throw TestFailure("\(target): \(response.status) \(response.text)")
        }
        return Data(response.body)
    }

    private static func escaped(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }
}
