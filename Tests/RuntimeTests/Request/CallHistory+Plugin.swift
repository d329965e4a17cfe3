import PluginABI
import PluginHosting
import TestSupport

@testable import Runtime

/// What the plugin does.
extension CallHistory {
    mutating func pluginStep() -> String {
        switch number(0...29) {
        case 0: respond()
        case 1...3: begin()
        case 4...17: write()
        case 18: end()
        case 19: abandon()
        case 20: refuse()
        default: read()
        }
    }

    mutating func expect(_ code: Int32, _ expected: Int32) {
        if code != expected { expect(false, "code \(code), expected \(expected)") }
        follow()
    }

    /// Small ones, and such as fill the buffer.
    private mutating func byteCount() -> Int {
        number(0...2) == 0 ? number(0...Self.pattern.count) : number(0...200)
    }

    /// - Returns: `nil` for one that breaks a rule.
    private mutating func answer(isStream: Bool) -> CallState.Answer? {
        let status = [200, 200, 200, 204, 304].randomElement(using: &random)!
        let count = byteCount()
        let length = Array((isStream && number(0...2) == 0 ? "\(count + byteCount())" : "").utf8)
        var answer: CallState.Answer?
        Self.pattern.withUnsafeBufferPointer { bytes in
            length.withUnsafeBufferPointer { value in
                var header = nano_header(
                    name: nano_bytes("Content-Length"),
                    value: nano_bytes(data: value.baseAddress, count: value.count))
                withUnsafePointer(to: &header) { header in
                    answer = try? CallState.Answer(
                        nano_response(
                            status: UInt32(status), headers: header,
                            headerCount: value.isEmpty ? 0 : 1,
                            body: nano_bytes(data: bytes.baseAddress, count: count)),
                        frame, isStream: isStream, isDraining: false)
                }
            }
        }
        return answer
    }

    private mutating func respond() -> String {
        guard var answer = answer(isStream: false) else { return refuse() }
        let bytes = answer.bytes.array
        isStatusDue = isStatusDue || (model.phase == .open && !model.isGone)
        let expected = model.answer(bytes, nil, isRunning: isRunning)
        expect(state.respond(&answer), expected)
        return "respond"
    }

    private mutating func begin() -> String {
        guard var answer = answer(isStream: true) else { return refuse() }
        let (bytes, frame) = (answer.bytes.array, answer.bodyFrame)
        isStatusDue = isStatusDue || (model.phase == .open && !model.isGone)
        let expected = model.answer(bytes, frame, isRunning: isRunning)
        expect(state.begin(&answer), expected)
        return "begin \(frame)"
    }

    private mutating func write() -> String {
        let start = number(0...1_000)
        let piece = Self.pattern[start..<min(start + byteCount(), Self.pattern.count)]
        let tells = number(0...1) == 0
        let before = model.pendingByteCount
        var taken = 0
        let code = piece.withUnsafeBytes { state.write($0.bytes, tells: tells, &taken) }
        let expected = model.write(piece, taken: taken, tells: tells)
        let isShort = code == NANO_ERROR_AGAIN || (code == NANO_OK && taken < piece.count)
        expect(
            !isShort || before + taken + 40 >= CallState.bytesMax, "took less than it had room for")
        expect(
            taken == 0 || model.pendingByteCount <= max(before, CallState.bytesMax),
            "took more than it had room for")
        expect(code, expected)
        return "write \(piece.count)"
    }

    private mutating func end() -> String {
        let expected = model.end(isRunning: isRunning)
        expect(state.end(), expected)
        return "end"
    }

    @discardableResult
    mutating func abandon() -> String {
        let expected = model.abandon(isRunning: isRunning)
        expect(state.abandon(), expected)
        return "abandon"
    }

    private mutating func refuse() -> String {
        let expected = model.isEnded ? NANO_ERROR_STATE : NANO_ERROR_INVALID
        if !model.isEnded { isFaultPending = true }
        expect(state.refuse(.status(99)), expected)
        return "refuse"
    }

    private mutating func read() -> String {
        var room = [UInt8](repeating: 0, count: max(1, byteCount()))
        let tells = number(0...1) == 0
        var count = 0
        let code = room.withUnsafeMutableBytes { state.read($0, at: 1, tells: tells, &count) }
        let expected = expectedRead(room.count, tells: tells)
        expect(count == expected.byteCount, "read other than there was")
        let came = CallModelBody.bytes(model.body.readByteCount, count)
        let isRight = room.prefix(count).withUnsafeBytes { Self.areEqual($0, came) }
        expect(isRight, "read other bytes than came")
        model.body.read(count)
        expect(code, expected.code)
        return "read \(room.count)"
    }

    private mutating func expectedRead(
        _ roomByteCount: Int, tells: Bool
    ) -> (code: Int32, byteCount: Int) {
        if model.isEnded { return (NANO_ERROR_STATE, 0) }
        if model.isGone { return (NANO_ERROR_CANCELLED, 0) }
        if case .whole = model.bodyKind { return (NANO_ERROR_STATE, 0) }
        let unread = model.body.unreadByteCount
        if unread > 0 { return (NANO_OK, min(unread, roomByteCount)) }
        if model.body.isEnded { return (NANO_OK, 0) }
        if tells { model.body.owesReadable = true }
        if model.body.isUnasked { isBodyWanted = true }
        return (NANO_ERROR_AGAIN, 0)
    }
}
