/// What is measured of one request and its response, from its head to the response's end.
struct Exchange {
    /// When its head was whole, by the loop's clock (`EventLoop.nanoseconds`).
    var startNanoseconds = 0
    /// Of the request, head and body, as far as they were read.
    var byteCountIn = 0
    /// Of the response, as far as it was encoded.
    var byteCountOut = 0
    /// Of the response, once it has begun.
    var status = 0
}
