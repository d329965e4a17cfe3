// SPDX-License-Identifier: Apache-2.0
//
// Answers every request with a greeting that is made once, in create(): a class as an app, and
// no exception that leaves the plugin.
#include <nano/nano.h>

#include <exception>
#include <memory>
#include <string>

NANO_PLUGIN_MANIFEST("hello-cpp", "1.0.0", NANO_PLUGIN_INLINE);

namespace {

class Hello {
public:
    explicit Hello(const std::string &name) : greeting_("Hello, " + name + "!") {}

    int32_t handle(nano_responder &responder) const {
        return nano_respond(&responder, 200, NANO_LITERAL("text/plain"),
                            nano_bytes_of(greeting_.data(), greeting_.size()));
    }

private:
    std::string greeting_;
};

int32_t create(const nano_host *, void **app) noexcept {
    try {
        *app = std::make_unique<Hello>("World").release();
        return NANO_OK;
    } catch (const std::exception &) {
        return NANO_ERROR_MEMORY;
    }
}

void destroy(void *app) noexcept {
    delete static_cast<Hello *>(app);
}

int32_t handle(void *app, const nano_request *, nano_responder *responder) noexcept {
    return static_cast<const Hello *>(app)->handle(*responder);
}

const nano_plugin plugin = {
    sizeof(nano_plugin), NANO_ABI_MAJOR, NANO_ABI_MINOR, create, destroy, handle, nullptr,
};

} // namespace

NANO_EXPORT const nano_plugin *nano_plugin_entry_v1() {
    return &plugin;
}
