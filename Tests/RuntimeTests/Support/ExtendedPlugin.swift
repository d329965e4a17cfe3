/// Sources of plugins with nano.state/1 or nano.quiesce/1. They log what they are asked.
enum ExtendedPlugin {
    /// A plugin whose state is one number: at PUBLISH it saves the number, at DRAINED 1000, and
    /// what it restores is added.
    /// - Parameters:
    ///   - number: what it knows from the start.
    ///   - save: runs before anything is saved.
    ///   - restore: runs before anything is restored.
    static func state(number: Int = 0, save: String = "", restore: String = "") -> String {
        source(
            id: "NANO_STATE_EXTENSION",
            """
            static int number = \(number);
            static int32_t save(void *app, uint32_t stage, nano_state_writer *writer) {
                int value = stage == NANO_STATE_DRAINED ? 1000 : number;
                (void)app;
                \(save)
                return writer->write(writer, nano_bytes_of(&value, sizeof value));
            }
            static int32_t restore(void *app, uint32_t stage, uint32_t version, nano_bytes bytes) {
                (void)app; (void)stage;
                \(restore)
                number += *(const int *)bytes.data;
                say("version %d, number %d", (int)version, number);
                return NANO_OK;
            }
            static const nano_state table = { sizeof(nano_state), 7, save, restore };
            """)
    }

    /// A plugin that gives up something exclusive.
    /// - Parameter quiesce: runs in `quiesce`.
    static func quiesce(_ quiesce: String = "", create: String = "") -> String {
        source(
            id: "NANO_QUIESCE_EXTENSION",
            """
            static int32_t quiesce(void *app) {
                (void)app;
                \(quiesce)
                say("quiesces %d %d", 0, 0);
                return NANO_OK;
            }
            static int32_t resume(void *app) {
                (void)app;
                say("resumes %d %d", 0, 0);
                return NANO_OK;
            }
            static const nano_quiesce table = { sizeof(nano_quiesce), 0, quiesce, resume };
            """, create: create)
    }

    private static func source(id: String, _ text: String, create: String = "") -> String {
        CompiledPlugin.source(
            """
            #include <stdio.h>
            #include <string.h>
            static const nano_host *host;
            static void say(const char *format, int first, int second) {
                const nano_log *log = host->get_extension(host, NANO_LOG_EXTENSION);
                char line[100];
                int count = snprintf(line, sizeof line, format, first, second);
                log->write(host, NANO_LOG_INFO, nano_bytes_of(line, (size_t)count));
            }
            \(text)
            static const void *get_extension(void *app, const char *id) {
                (void)app;
                return strcmp(id, \(id)) == 0 ? &table : 0;
            }
            """,
            create: "host = h; \(create) return NANO_OK;", getExtension: "get_extension")
    }
}
