/// The version of nano: of the runtime, its tools and its Server field.
public enum Version {
    public static let text = "0.1.0"
}
