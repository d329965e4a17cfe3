-- 16 requests in one write, for `tools/bench http`.
local batch

init = function()
    local request = wrk.format("GET", "/")
    batch = string.rep(request, 16)
end

request = function()
    return batch
end
