// SPDX-License-Identifier: Apache-2.0
//
// Throws out of handle, through the SDK's boundary.
#include <nano/plugin.hpp>

#include <stdexcept>

namespace {

class throws {
public:
    nano::response handle(const nano::request &request) const {
        if (request.path() == "/throw") {
            throw std::runtime_error("thrown");
        }
        return nano::response::text("caught");
    }
};

} // namespace

NANO_CPP_PLUGIN(throws, "throws", "1.0.0", NANO_PLUGIN_INLINE)
