/// The dashboard's three files, as the status listener serves them. They are part of the
/// executable: the page needs nothing but the listener it came from.
public enum Dashboard {
    public static let page = PackageResources.dashboard_html
    public static let style = PackageResources.dashboard_css
    public static let script = PackageResources.dashboard_js
}
