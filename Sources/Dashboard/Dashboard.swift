/// The dashboard: one page, its style and its scripts, as the status listener serves them. They
/// are part of the executable, and need nothing but the listener they came from: `GET /status`,
/// `/apps`, `/apps/NAME` and `/events`.
public enum Dashboard {
    /// All of it. Each file is also named in `Package.swift`.
    public static let files: [DashboardFile] = [
        .page("/", PackageResources.dashboard_html),
        .style("/dashboard.css", PackageResources.dashboard_css),
        .script("/dashboard.js", PackageResources.dashboard_js),
        .script("/dashboard/charts.js", PackageResources.charts_js),
        .script("/dashboard/document.js", PackageResources.document_js),
        .script("/dashboard/events.js", PackageResources.events_js),
        .script("/dashboard/format.js", PackageResources.format_js),
        .script("/dashboard/generations.js", PackageResources.generations_js),
        .script("/dashboard/model.js", PackageResources.model_js),
        .script("/dashboard/overview.js", PackageResources.overview_js),
        .script("/dashboard/panel.js", PackageResources.panel_js),
        .script("/dashboard/source.js", PackageResources.source_js),
        .script("/dashboard/table.js", PackageResources.table_js),
        .script("/dashboard/timeline.js", PackageResources.timeline_js),
    ]

    /// - Parameter path: of a request's target, without its query.
    public static func file(at path: String) -> DashboardFile? {
        files.first { $0.path == path }
    }
}
