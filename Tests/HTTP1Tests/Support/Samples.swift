/// Valid requests of every form that the parser knows.
enum Samples {
    static let wrk = """
        GET /plaintext HTTP/1.1\r
        Host: localhost:8080\r
        Accept: text/plain,text/html;q=0.9\r
        Connection: keep-alive\r
        \r

        """

    static let valid: [String] = [
        wrk,
        "GET / HTTP/1.1\r\nHost: a\r\n\r\n",
        "\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET / HTTP/1.0\r\n\r\n",
        "get / HTTP/1.1\r\nHost:\r\n\r\n",
        "HEAD /a/b;c=d?e=f&g=%20 HTTP/1.1\r\nhOST:   a.example:80  \t\r\n\r\n",
        "POST /x? HTTP/1.1\r\nHost: [::1]:8080\r\nContent-Length: 5\r\n\r\nhello",
        "PUT /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: Chunked\r\n\r\n0\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-Continue\r\nContent-Length: 1\r\n\r\n",
        "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET http://b.example:81/c?d HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET HTTPS://b.example?d HTTP/1.1\r\nHost: a\r\nConnection: close, x\r\n\r\n",
        "GET /\(String(repeating: "long/", count: 40)) HTTP/1.1\r\nHost: a\r\n"
            + "X: \(String(repeating: "0123456789", count: 20))\tz \u{E4}\r\nEmpty:\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\n\r\nGET /next HTTP/1.1\r\nHost: a\r\n\r\n",
    ]
}
