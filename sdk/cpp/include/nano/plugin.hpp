// SPDX-License-Identifier: Apache-2.0
//
// A plugin as a C++ class (C++17). Nothing but this header and the C headers is needed:
//
//     #include <nano/plugin.hpp>
//
//     class greeter {
//     public:
//         nano::response handle(const nano::request &request) const {
//             return nano::response::text("Hello, World!");
//         }
//     };
//
//     NANO_CPP_PLUGIN(greeter, "greeter", "1.0.0", NANO_PLUGIN_LANE)
//
// The class is made once per loaded copy, on a thread of that copy's own, from a nano::host if it
// has such a constructor, else without arguments. An exception in the constructor rejects the
// file; one in handle() gives the client a 500. Both are logged, and neither leaves the plugin.
//
// A class whose handle() takes a nano::call answers when it likes, in pieces if it likes:
// call.hpp. One with save() and restore() keeps what it knows across swaps: handover.hpp.
#ifndef NANO_PLUGIN_HPP
#define NANO_PLUGIN_HPP

#include <nano/boundary.hpp>
#include <nano/call.hpp>
#include <nano/handover.hpp>
#include <nano/host.hpp>
#include <nano/nano.h>
#include <nano/request.hpp>
#include <nano/response.hpp>

#include <memory>
#include <type_traits>
#include <utility>

namespace nano {

/// The C functions of a plugin whose app is an `App`.
template <typename App> class plugin {
    static_assert(std::is_constructible_v<App, host> || std::is_default_constructible_v<App>,
                  "a plugin's class is made from a nano::host, or without arguments");

public:
    // [owner-thread]
    static int32_t create(const nano_host *raw, void **app) noexcept {
        const nano::host host(*raw);
        return guarded(host, "the constructor", [&] {
            *app = std::make_unique<instance>(host).release();
            return NANO_OK;
        });
    }

    // [owner-thread] A destructor that throws ends the process, as everywhere in C++.
    static void destroy(void *app) noexcept { delete static_cast<instance *>(app); }

    // [handler-thread]
    static int32_t handle(void *app, const nano_request *raw, nano_responder *responder) noexcept {
        instance &self = *static_cast<instance *>(app);
        return guarded(self.host, "handle", [&]() -> int32_t {
            if constexpr (takes_call) {
                call deferred = call::defer(self.host, *raw, *responder);
                guarded(self.host, "handle", [&] {
                    self.app.handle(request(*raw, self.host.raw()), std::move(deferred));
                    return NANO_OK;
                });
                return NANO_DEFERRED;
            } else {
                return self.app.handle(request(*raw, self.host.raw())).send(*responder);
            }
        });
    }

    // [any-thread]
    static const void *get_extension(void *app, const char *id) noexcept {
        return extensions<instance>::get(app, id);
    }

private:
    template <typename Type, typename = void> struct handles_call : std::false_type {};
    template <typename Type>
    struct handles_call<Type, std::void_t<decltype(std::declval<Type &>().handle(
                                  std::declval<const request &>(), std::declval<call>()))>>
        : std::true_type {};
    static constexpr bool takes_call = handles_call<App>::value;

    /// The app, and the host that its exceptions are logged to.
    struct instance {
        explicit instance(const nano::host &host) : host(host), app(make(host)) {}

        nano::host host;
        App app;
    };

    static App make([[maybe_unused]] const nano::host &host) {
        if constexpr (std::is_constructible_v<App, nano::host>) {
            return App(host);
        } else {
            return App();
        }
    }
};

} // namespace nano

/// Makes a plugin of the class `app_type`: once, in one file, at file scope. `flags` is
/// NANO_PLUGIN_LANE, or NANO_PLUGIN_INLINE for a handle() that never blocks; with
/// NANO_PLUGIN_BODY_STREAM bodies are read from the nano::call.
#define NANO_CPP_PLUGIN(app_type, plugin_name, plugin_version, plugin_flags)                   \
    NANO_PLUGIN_MANIFEST(plugin_name, plugin_version, plugin_flags);                           \
    NANO_EXPORT const nano_plugin *nano_plugin_entry_v1() {                                    \
        static const nano_plugin functions = {                                                 \
            sizeof(nano_plugin), NANO_ABI_MAJOR, NANO_ABI_MINOR,                               \
            nano::plugin<app_type>::create, nano::plugin<app_type>::destroy,                   \
            nano::plugin<app_type>::handle, nano::plugin<app_type>::get_extension,             \
        };                                                                                     \
        return &functions;                                                                     \
    }

#endif
