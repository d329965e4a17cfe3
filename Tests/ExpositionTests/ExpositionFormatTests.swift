import Exposition
import Testing

@Suite struct ExpositionFormatTests {
    @Test(arguments: [
        "application/openmetrics-text",
        "application/openmetrics-text; version=1.0.0",
        #"Application/OpenMetrics-Text;charset=utf-8 ; Version="1.0.0""#,
        "text/plain;q=0.5, application/openmetrics-text;version=1.0.0;q=0.5",
        // Prometheus 2.42 and 3.5.
        """
        application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;\
        q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1
        """,
        """
        application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.5,application/\
        openmetrics-text;version=0.0.1;q=0.4,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.3,\
        text/plain;version=0.0.4;q=0.2,*/*;q=0.1
        """,
    ])
    func openMetricsIsForThoseWhoAskForIt(accept: String) {
        #expect(ExpositionFormat(accept: accept) == .openMetrics)
    }

    @Test(arguments: [
        "", "*/*", "text/html,*/*;q=0.8", "text/plain", ",;,=;q", "application/json",
        "application/openmetrics-text;version=0.0.1",
        "application/openmetrics-text;q=0",
        "application/openmetrics-text;q=2",
        "application/openmetrics-text;q=x",
        "application/openmetrics-text;q=0.4, text/plain;q=0.5",
    ])
    func everybodyElseGetsText(accept: String) {
        #expect(ExpositionFormat(accept: accept) == .text)
    }

    @Test func eachFormatNamesItsVersion() {
        #expect(ExpositionFormat.text.contentType.contains("text/plain; version=0.0.4"))
        #expect(
            ExpositionFormat.openMetrics.contentType.contains(
                "application/openmetrics-text; version=1.0.0"))
    }
}
