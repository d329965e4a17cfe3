import Testing

@testable import HTTP1

@Suite struct RequestErrorTests {
    @Test func saysWhatWasExpectedAndWhatWasGot() {
        let error = Outcome("GET / HTTP/1.1\r\nA : b\r\n").error
        #expect(
            error?.description
                == "expected \":\" right after the field name, got 0x20 at byte 17 (RFC 9112 §5.1)")
        let missing = Outcome("GET / HTTP/1.1\r\n\r\n").error
        #expect(
            missing?.description
                == "expected a Host field in HTTP/1.1, got none at byte 18 (RFC 9112 §3.2)")
    }

    @Test(arguments: RequestError.Reason.allCases)
    func everyReasonHasAStatusAndAnRFC(reason: RequestError.Reason) {
        #expect([400, 414, 417, 431, 501, 505].contains(reason.rule.status))
        #expect(reason.rule.source.hasPrefix("RFC "))
        let description = RequestError(reason, at: 0, got: 0x0A).description
        #expect(description.contains("got 0x0a at byte 0"))
        #expect(!description.contains("\n"))
    }
}
