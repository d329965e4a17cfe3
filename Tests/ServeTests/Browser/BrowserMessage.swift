/// What a browser answers or says by itself, of the Chrome DevTools Protocol: the fields that tests
/// look at.
struct BrowserMessage: Decodable {
    struct Result: Decodable {
        var targetId: String?
        var sessionId: String?
        /// Of a screenshot: a PNG in base64.
        var data: String?
        /// Of an expression.
        var result: Value?
        var exceptionDetails: Exception?
    }

    struct Value: Decodable {
        let value: String?
        let description: String?
    }

    struct Exception: Decodable {
        let text: String
        let exception: Value?

        var words: String { exception?.description ?? text }
    }

    struct Failure: Decodable {
        let message: String
    }

    /// Of something that it says by itself.
    struct Parameters: Decodable {
        /// `Runtime.exceptionThrown`.
        let exceptionDetails: Exception?
        /// `Runtime.consoleAPICalled`.
        let args: [Value]?
        /// `Log.entryAdded`: what the browser itself complains of, such as its content policy.
        let entry: Entry?
        /// `Network.requestWillBeSent`.
        let request: Request?
    }

    struct Entry: Decodable {
        let text: String
        let url: String?
    }

    struct Request: Decodable {
        let url: String
    }

    let id: Int?
    let method: String?
    let result: Result?
    let error: Failure?
    let params: Parameters?
}
