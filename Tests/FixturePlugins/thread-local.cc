// SPDX-License-Identifier: Apache-2.0
//
// Keeps a C++ object with a destructor on every thread that its handler runs on. It asks for the
// event loop; the runtime must use a lane, whose end runs the destructor before the image leaves.
#include <nano/nano.h>

#include <string>

NANO_PLUGIN_MANIFEST("thread-local", "1.0.0", NANO_PLUGIN_INLINE);

namespace {

class Scratch {
public:
    Scratch() : text_(1024, 'x') {}
    ~Scratch() { text_.clear(); }
    nano_bytes text(size_t count) const { return nano_bytes_of(text_.data(), count); }

private:
    std::string text_;
};

thread_local Scratch scratch;

int32_t create(const nano_host *, void **app) noexcept {
    *app = nullptr;
    return NANO_OK;
}

void destroy(void *) noexcept {}

int32_t handle(void *, const nano_request *, nano_responder *responder) noexcept {
    return nano_respond(responder, 200, NANO_LITERAL("text/plain"), scratch.text(3));
}

const nano_plugin plugin = {
    sizeof(nano_plugin), NANO_ABI_MAJOR, NANO_ABI_MINOR, create, destroy, handle, nullptr,
};

} // namespace

NANO_EXPORT const nano_plugin *nano_plugin_entry_v1() {
    return &plugin;
}
