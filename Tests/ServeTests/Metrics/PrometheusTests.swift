import Foundation
import Testing

/// Prometheus itself, over the real binary.
@Suite(.serialized, .enabled(if: Prometheus.isInstalled, "no Prometheus is installed"))
struct PrometheusTests {
    private static let alerts = "\(Checkout.path)/packaging/prometheus-alerts.yaml"

    @Test func prometheusKnowsWhatWasAnswered() throws {
        // A lone app would answer for every host.
        let plugins = ["shop": FixturePlugin.hello(1), "other": .hello(2)]
        try withServer(plugins, "--status", "127.0.0.1:0") { server in
            let client = try server.connect()
            for _ in 0..<120 { #expect(try client.answer(host: "shop").status == 200) }
            #expect(try client.answer(host: "nobody").status == 404)

            let requests = #"nano_http_requests_total{app="shop",code="200"}"#
            let prometheus = try Prometheus(
                server.directory, scraping: server.statusAddress,
                until: "up == 1 and on (instance) \(requests) == 120", ruleFiles: [Self.alerts])
            try prometheus.waitUntilTrue()

            #expect(try prometheus.number(#"up{job="nano"}"#) == 1)
            #expect(try prometheus.number(requests) == 120)
            #expect(try prometheus.number("sum(nano_http_requests_total)") == 120)
            #expect(try prometheus.number(#"nano_unrouted_responses_total{code="404"}"#) == 1)
            #expect(
                try prometheus.number(
                    #"nano_http_request_duration_seconds_count{app="shop"}"#) == 120)
            #expect(
                try prometheus.number(
                    #"nano_http_request_duration_seconds_bucket{app="shop",le="+Inf"}"#) == 120)
            let quantile =
                #"histogram_quantile(0.5, nano_http_request_duration_seconds_bucket{app="shop"})"#
            #expect(try prometheus.number(quantile) ?? 0 > 0)
            #expect(try prometheus.number("nano_ready") == 1)
            #expect(try prometheus.number(#"sum(nano_app_state{state="serving"})"#) == 2)
            // Only OpenMetrics has units: this is what it asked for, and got.
            let duration = try prometheus.metadata("nano_http_request_duration_seconds")
            #expect(duration?.type == "histogram")
            #expect(duration?.unit == "seconds")
            #expect(try prometheus.query(#"ALERTS{alertname!="True"}"#).isEmpty)
        }
    }
}
