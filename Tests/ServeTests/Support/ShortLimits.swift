/// Times that a test can wait for, as the object `limits` of `nano.json`.
enum ShortLimits {
    /// An idle connection outlasts everything else: its end tells that the rest has ended.
    static let json = """
        {"head_timeout_s": 1, "body_grace_s": 1, "min_body_bytes_per_s": 500,
         "write_timeout_s": 1, "linger_timeout_s": 1, "idle_timeout_s": 4}
        """
}
