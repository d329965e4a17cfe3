/// The C file of a Swift plugin: its manifest, and the entry function over PluginKit's C
/// functions. In C, because a section and its content are easily said there.
struct ManifestSource {
    let name: String
    let declaration: SwiftDeclaration
    /// The function that the author's `@main` makes; the entry function calls it.
    var mainSymbol = SwiftDeclaration.mainSymbol

    var text: String {
        """
        #include "nano/nano.h"

        NANO_PLUGIN_MANIFEST(\(Self.literal(name)), \(Self.literal(declaration.version)), \
        \(flags));

        int \(mainSymbol)(int count, char **arguments);
        int32_t nano_swift_create(const nano_host *host, void **app);
        void nano_swift_destroy(void *app);
        int32_t nano_swift_handle(void *app, const nano_request *request,
                                  nano_responder *responder);
        const void *nano_swift_get_extension(void *app, const char *id);

        static const nano_plugin plugin = {
            sizeof(nano_plugin), NANO_ABI_MAJOR, NANO_ABI_MINOR,
            nano_swift_create, nano_swift_destroy, nano_swift_handle, nano_swift_get_extension,
        };

        NANO_EXPORT const nano_plugin *nano_plugin_entry_v1(void) {
            \(mainSymbol)(0, NULL);
            return &plugin;
        }

        """
    }

    private var flags: String {
        (declaration.isInline ? "NANO_PLUGIN_INLINE" : "NANO_PLUGIN_LANE")
            + (declaration.streamsBody ? " | NANO_PLUGIN_BODY_STREAM" : "")
    }

    /// `text` as a C string literal, with every byte that could mean something to the compiler
    /// as three octal digits.
    static func literal(_ text: String) -> String {
        let plain = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_+".utf8)
        let escaped = text.utf8.map { byte in
            if plain.contains(byte) { return String(UnicodeScalar(byte)) }
            let digits = String(byte, radix: 8)
            return "\\" + String(repeating: "0", count: 3 - digits.count) + digits
        }
        return "\"\(escaped.joined())\""
    }
}
