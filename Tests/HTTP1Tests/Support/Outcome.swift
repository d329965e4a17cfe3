@testable import HTTP1

/// What became of a request's bytes, by value, so that outcomes can be compared.
enum Outcome: Equatable {
    case parsed(ParsedHead)
    case incomplete
    case rejected(RequestError)

    /// Parses in one segment.
    init(_ bytes: [UInt8], limits: HeadLimits = HeadLimits()) {
        self.init(bytes, arrivingUpTo: [], limits: limits)
    }

    init(_ text: String, limits: HeadLimits = HeadLimits()) {
        self.init(Array(text.utf8), limits: limits)
    }

    /// Parses in segments that end at these offsets, and at the end. Each call of the parser
    /// gets the bytes in memory of their own, so that a pointer kept would show.
    init(_ bytes: [UInt8], arrivingUpTo ends: [Int], limits: HeadLimits = HeadLimits()) {
        var parser = RequestParser(limits: limits)
        self = .incomplete
        for end in ends + [bytes.count] {
            let received = Array(bytes[..<end])
            do throws(RequestError) {
                guard try parser.parse(received.span.bytes) else { continue }
                self = .parsed(ParsedHead(parser.head, of: received))
            } catch {
                self = .rejected(error)
            }
            return
        }
    }

    var head: ParsedHead? {
        if case .parsed(let head) = self { head } else { nil }
    }

    var error: RequestError? {
        if case .rejected(let error) = self { error } else { nil }
    }
}
