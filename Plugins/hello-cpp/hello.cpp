// SPDX-License-Identifier: Apache-2.0
//
// Answers every request with a greeting that is made once, in the constructor: a class as an app.
#include <nano/plugin.hpp>

#include <string>

namespace {

class hello {
public:
    nano::response handle(const nano::request &) const { return nano::response::text(greeting_); }

private:
    std::string greeting_ = "Hello, World!";
};

} // namespace

NANO_CPP_PLUGIN(hello, "hello-cpp", "1.0.0", NANO_PLUGIN_INLINE)
