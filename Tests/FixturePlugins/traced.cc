// Answers what nano/request.hpp says of each request's id and traceparent, a line each.
#include <nano/plugin.hpp>

#include <string>

class traced {
public:
    void handle(const nano::request &request, nano::call call) const {
        const std::string text = describe(request);
        if (text != describe(call.request())) return call.abandon();
        call.respond(nano::response::text(text));
    }

private:
    static std::string describe(const nano::request &request) {
        return request.id().value_or("none") + "\n" + request.traceparent().value_or("none");
    }
};

NANO_CPP_PLUGIN(traced, "traced", "1.0.0", NANO_PLUGIN_INLINE)
