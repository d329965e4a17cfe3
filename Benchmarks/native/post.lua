-- A body of 1 KiB in each request, for `tools/bench http`.
wrk.method = "POST"
wrk.body = string.rep("x", 1024)
wrk.headers["Content-Type"] = "application/octet-stream"
