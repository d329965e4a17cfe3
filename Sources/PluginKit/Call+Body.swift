internal import PluginABI

/// The body of a request of a plugin that declares `BodyDelivery.streamed`.
extension Call {
    /// The next piece of the body, empty at its end; waits for it. Throws `.cancelled` where no
    /// more will come, `.wouldBlock` on an event loop.
    public func read(upTo countMax: Int = 65_536) throws(CallError) -> [UInt8] {
        try open.read(upTo: countMax)
    }

    /// The next piece of the body, empty at its end, or `nil` if none has come yet: then
    /// `whenReadable` tells when one has. Not with `try?`, which makes `nil` of an error, too.
    public func tryRead(upTo countMax: Int = 65_536) throws(CallError) -> [UInt8]? {
        try open.tryRead(upTo: countMax)
    }
}

/// The body goes on while the response is being sent.
extension ResponseStream {
    /// The next piece of the request's body; see `Call.read(upTo:)`.
    public func read(upTo countMax: Int = 65_536) throws(CallError) -> [UInt8] {
        try open.read(upTo: countMax)
    }

    /// The next piece of the request's body; see `Call.tryRead(upTo:)`.
    public func tryRead(upTo countMax: Int = 65_536) throws(CallError) -> [UInt8]? {
        try open.tryRead(upTo: countMax)
    }
}

extension OpenCall {
    fileprivate func read(upTo countMax: Int) throws(CallError) -> [UInt8] {
        let (code, piece) = read(upTo: countMax, flags: NANO_WAIT)
        try CallError.check(code)
        return piece
    }

    fileprivate func tryRead(upTo countMax: Int) throws(CallError) -> [UInt8]? {
        let (code, piece) = read(upTo: countMax, flags: 0)
        if code == NANO_ERROR_AGAIN { return nil }
        try CallError.check(code)
        return piece
    }

    /// - Returns: the result code, and what was read.
    func read(upTo countMax: Int, flags: UInt32) -> (code: Int32, piece: [UInt8]) {
        var code = NANO_OK
        let piece = [UInt8](unsafeUninitializedCapacity: countMax) { buffer, count in
            (code, count) = read(into: UnsafeMutableRawBufferPointer(buffer), flags: flags)
        }
        return (code, piece)
    }
}
