import ControlHTTP
import Testing

@Suite struct ControlRequestTests {
    @Test func aRequestHasNeitherFieldsNorBodyUnlessGiven() {
        let request = ControlRequest(method: "GET", path: "/apps")
        #expect(request.fields.isEmpty && request.body.isEmpty && request.query == "")
    }
}
