// Answers from a thread of its own (/late), and gives bodies back while they arrive, in pieces: the
// runtime must wait for both, and let the image go after each swap.
#include <nano/plugin.hpp>

#include <array>
#include <mutex>
#include <thread>
#include <vector>

class relay {
public:
    ~relay() {
        for (auto &thread : threads_) thread.join();
    }

    void handle(const nano::request &request, nano::call call) {
        if (request.path() == "/late") return answer_late(std::move(call));
        std::array<char, 4096> buffer;
        nano::stream stream = call.begin(nano::response::text(">"));
        while (const auto count = stream.read(buffer.data(), buffer.size())) {
            if (*count == 0) break;
            stream.write({buffer.data(), *count});
        }
        stream.end();
    }

private:
    void answer_late(nano::call call) {
        const std::lock_guard lock(mutex_);
        threads_.emplace_back([call = std::move(call)]() mutable {
            call.respond(nano::response::text("late"));
        });
    }

    std::mutex mutex_;
    std::vector<std::thread> threads_;
};

NANO_CPP_PLUGIN(relay, "relay-cpp", "1.0.0", NANO_PLUGIN_LANE | NANO_PLUGIN_BODY_STREAM)
