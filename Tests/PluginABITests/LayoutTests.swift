import PluginABI
import Testing

/// The sizes and offsets that a runtime and a plugin compiled years apart must agree on: the
/// same numbers as in the headers' static assertions, as Swift sees them.
@Suite struct LayoutTests {
    @Test func structsHaveTheirSizes() {
        #expect(MemoryLayout<nano_bytes>.size == 16)
        #expect(MemoryLayout<nano_header>.size == 32)
        #expect(MemoryLayout<nano_request>.size == 136)
        #expect(MemoryLayout<nano_response>.size == 40)
        #expect(MemoryLayout<nano_responder>.size == 32)
        #expect(MemoryLayout<nano_host>.size == 80)
        #expect(MemoryLayout<nano_plugin>.size == 40)
        #expect(MemoryLayout<nano_log>.size == 16)
        #expect(MemoryLayout<nano_env>.size == 16)
        #expect(MemoryLayout<nano_call_events>.size == 56)
        #expect(MemoryLayout<nano_calls>.size == 56)
        #expect(MemoryLayout<nano_state_writer>.size == 24)
        #expect(MemoryLayout<nano_state>.size == 24)
        #expect(MemoryLayout<nano_quiesce>.size == 24)
        #expect(MemoryLayout<nano_timers>.size == 24)
        #expect(MemoryLayout<nano_kv>.size == 40)
        #expect(MemoryLayout<nano_metric_description>.size == 72)
        #expect(MemoryLayout<nano_metrics>.size == 40)
        #expect(MemoryLayout<nano_http_request>.size == 96)
        #expect(MemoryLayout<nano_http_response>.size == 64)
        #expect(MemoryLayout<nano_http>.size == 32)
        #expect(MemoryLayout<nano_trace>.size == 24)
        #expect(MemoryLayout<nano_manifest>.size == 112)
        #expect(MemoryLayout<nano_manifest_note>.size == 132)
    }

    @Test func aRequestHasItsOffsets() {
        #expect(MemoryLayout<nano_request>.offset(of: \.http_version) == 4)
        #expect(MemoryLayout<nano_request>.offset(of: \.method) == 8)
        #expect(MemoryLayout<nano_request>.offset(of: \.target) == 24)
        #expect(MemoryLayout<nano_request>.offset(of: \.path) == 40)
        #expect(MemoryLayout<nano_request>.offset(of: \.query) == 56)
        #expect(MemoryLayout<nano_request>.offset(of: \.host) == 72)
        #expect(MemoryLayout<nano_request>.offset(of: \.headers) == 88)
        #expect(MemoryLayout<nano_request>.offset(of: \.header_count) == 96)
        #expect(MemoryLayout<nano_request>.offset(of: \.body) == 104)
        #expect(MemoryLayout<nano_request>.offset(of: \.peer) == 120)
    }

    @Test func aResponseAndItsResponderHaveTheirOffsets() {
        #expect(MemoryLayout<nano_response>.offset(of: \.status) == 4)
        #expect(MemoryLayout<nano_response>.offset(of: \.headers) == 8)
        #expect(MemoryLayout<nano_response>.offset(of: \.header_count) == 16)
        #expect(MemoryLayout<nano_response>.offset(of: \.body) == 24)
        #expect(MemoryLayout<nano_responder>.offset(of: \.host_data) == 8)
        #expect(MemoryLayout<nano_responder>.offset(of: \.respond) == 16)
        #expect(MemoryLayout<nano_responder>.offset(of: \.defer) == 24)
    }

    @Test func hostAndPluginHaveTheirOffsets() {
        #expect(MemoryLayout<nano_host>.offset(of: \.host_data) == 8)
        #expect(MemoryLayout<nano_host>.offset(of: \.name) == 16)
        #expect(MemoryLayout<nano_host>.offset(of: \.version) == 32)
        #expect(MemoryLayout<nano_host>.offset(of: \.app) == 48)
        #expect(MemoryLayout<nano_host>.offset(of: \.generation) == 64)
        #expect(MemoryLayout<nano_host>.offset(of: \.get_extension) == 72)
        #expect(MemoryLayout<nano_plugin>.offset(of: \.create) == 8)
        #expect(MemoryLayout<nano_plugin>.offset(of: \.destroy) == 16)
        #expect(MemoryLayout<nano_plugin>.offset(of: \.handle) == 24)
        #expect(MemoryLayout<nano_plugin>.offset(of: \.get_extension) == 32)
    }

    @Test func pluginExtensionsHaveTheirOffsets() {
        #expect(MemoryLayout<nano_state_writer>.offset(of: \.host_data) == 8)
        #expect(MemoryLayout<nano_state_writer>.offset(of: \.write) == 16)
        #expect(MemoryLayout<nano_state>.offset(of: \.version) == 4)
        #expect(MemoryLayout<nano_state>.offset(of: \.save) == 8)
        #expect(MemoryLayout<nano_state>.offset(of: \.restore) == 16)
        #expect(MemoryLayout<nano_quiesce>.offset(of: \.quiesce) == 8)
        #expect(MemoryLayout<nano_quiesce>.offset(of: \.resume) == 16)
    }

    @Test func theHostServicesHaveTheirOffsets() {
        #expect(MemoryLayout<nano_timers>.offset(of: \.start) == 8)
        #expect(MemoryLayout<nano_timers>.offset(of: \.cancel) == 16)
        #expect(MemoryLayout<nano_kv>.offset(of: \.get) == 8)
        #expect(MemoryLayout<nano_kv>.offset(of: \.increment) == 32)
        #expect(MemoryLayout<nano_metric_description>.offset(of: \.name) == 8)
        #expect(MemoryLayout<nano_metric_description>.offset(of: \.buckets) == 56)
        #expect(MemoryLayout<nano_metrics>.offset(of: \.add_series) == 8)
        #expect(MemoryLayout<nano_metrics>.offset(of: \.observe) == 32)
        #expect(MemoryLayout<nano_http_request>.offset(of: \.body) == 56)
        #expect(MemoryLayout<nano_http_request>.offset(of: \.call) == 88)
        #expect(MemoryLayout<nano_http_response>.offset(of: \.status) == 24)
        #expect(MemoryLayout<nano_http_response>.offset(of: \.body) == 48)
        #expect(MemoryLayout<nano_http>.offset(of: \.start) == 8)
        #expect(MemoryLayout<nano_http>.offset(of: \.cancel) == 24)
        #expect(MemoryLayout<nano_trace>.offset(of: \.request_id) == 8)
        #expect(MemoryLayout<nano_trace>.offset(of: \.traceparent) == 16)
    }

    @Test func theManifestHasItsOffsets() {
        #expect(MemoryLayout<nano_manifest>.offset(of: \.abi_major) == 4)
        #expect(MemoryLayout<nano_manifest>.offset(of: \.flags) == 12)
        #expect(MemoryLayout<nano_manifest>.offset(of: \.name) == 16)
        #expect(MemoryLayout<nano_manifest>.offset(of: \.version) == 80)
        #expect(MemoryLayout<nano_manifest_note>.offset(of: \.owner) == 12)
        #expect(MemoryLayout<nano_manifest_note>.offset(of: \.content) == 20)
    }
}
