// SPDX-License-Identifier: Apache-2.0
//
// What one generation of an app hands to the next (nano/state.h, nano/quiesce.h). A class that is
// made into a plugin has the extension if it has the functions:
//
//     class counter {
//     public:
//         std::string save(nano::handover stage) const;
//         void restore(std::string_view state, std::uint32_t version, nano::handover stage);
//         static constexpr std::uint32_t state_version = 1; // 1 if absent
//
//         void quiesce(); // gives up what only one generation can hold
//         void resume();  // takes it back: the next generation was rejected
//     };
//
// They run on a thread of their own, beside handle(). An exception is logged and fails the call.
#ifndef NANO_HANDOVER_HPP
#define NANO_HANDOVER_HPP

#include <nano/boundary.hpp>
#include <nano/nano.h>

#include <cstdint>
#include <cstring>
#include <string_view>
#include <type_traits>
#include <utility>

namespace nano {

/// When state goes over: before the new generation is published, or when the old one has drained,
/// for what has changed in between.
enum class handover : std::uint32_t {
    publish = NANO_STATE_PUBLISH,
    drained = NANO_STATE_DRAINED,
};

/// The plugin extensions of an `Instance`: an `app`, and the `host` that its exceptions go to.
template <typename Instance> class extensions {
    using App = decltype(Instance::app);

public:
    // [any-thread]
    static const void *get(void *, const char *id) noexcept {
        if constexpr (saves<App>::value) {
            static const nano_state state = {sizeof(nano_state), state_version<App>::value, save,
                                             restore};
            if (std::strcmp(id, NANO_STATE_EXTENSION) == 0) { return &state; }
        }
        if constexpr (quiesces<App>::value) {
            static const nano_quiesce exclusive = {sizeof(nano_quiesce), 0, quiesce, resume};
            if (std::strcmp(id, NANO_QUIESCE_EXTENSION) == 0) { return &exclusive; }
        }
        return nullptr;
    }

private:
    template <typename Type, typename = void> struct saves : std::false_type {};
    template <typename Type>
    struct saves<Type,
                 std::void_t<decltype(std::string_view(std::declval<Type &>().save(handover()))),
                             decltype(std::declval<Type &>().restore(
                                 std::string_view(), std::uint32_t(), handover()))>>
        : std::true_type {};

    template <typename Type, typename = void> struct quiesces : std::false_type {};
    template <typename Type>
    struct quiesces<Type, std::void_t<decltype(std::declval<Type &>().quiesce()),
                                      decltype(std::declval<Type &>().resume())>>
        : std::true_type {};

    template <typename Type, typename = void>
    struct state_version : std::integral_constant<std::uint32_t, 1> {};
    template <typename Type>
    struct state_version<Type, std::void_t<decltype(Type::state_version)>>
        : std::integral_constant<std::uint32_t, Type::state_version> {};

    // [owner-thread]
    static int32_t save(void *app, uint32_t stage, nano_state_writer *writer) noexcept {
        return enter(app, "save", [&](App &self) -> int32_t {
            const auto &state = self.save(static_cast<handover>(stage));
            const std::string_view bytes(state);
            return writer->write(writer, nano_bytes_of(bytes.data(), bytes.size()));
        });
    }

    // [owner-thread]
    static int32_t restore(void *app, uint32_t stage, uint32_t version, nano_bytes state) noexcept {
        return enter(app, "restore", [&](App &self) -> int32_t {
            const std::string_view bytes(reinterpret_cast<const char *>(state.data), state.count);
            self.restore(bytes, version, static_cast<handover>(stage));
            return NANO_OK;
        });
    }

    // [owner-thread]
    static int32_t quiesce(void *app) noexcept {
        return enter(app, "quiesce", [](App &self) -> int32_t {
            self.quiesce();
            return NANO_OK;
        });
    }

    // [owner-thread]
    static int32_t resume(void *app) noexcept {
        return enter(app, "resume", [](App &self) -> int32_t {
            self.resume();
            return NANO_OK;
        });
    }

    template <typename Body>
    static int32_t enter(void *app, std::string_view where, Body &&body) noexcept {
        Instance &self = *static_cast<Instance *>(app);
        return guarded(self.host, where, [&] { return body(self.app); });
    }
};

} // namespace nano

#endif
