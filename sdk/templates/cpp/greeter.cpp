// Greets whomever the path names: GET /Ada answers "Hello, Ada!".
#include <nano/plugin.hpp>

#include <string>

namespace {

class greeter {
public:
    // Called from several threads at once: state that changes needs a lock. An exception gives
    // the client a 500 and a line in the log.
    nano::response handle(const nano::request &request) const {
        if (request.method() != "GET") {
            return nano::response::empty(405).header("Allow", "GET");
        }
        const std::string name(request.path().substr(1));
        return nano::response::text("Hello, " + (name.empty() ? "World" : name) + "!\n");
    }
};

} // namespace

// Read from the file before it is loaded. INLINE promises that handle() never blocks.
NANO_CPP_PLUGIN(greeter, "NAME", "0.1.0", NANO_PLUGIN_INLINE)
