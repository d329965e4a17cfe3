/// Expressions of JavaScript about the dashboard's page.
enum DashboardPage {
    /// Whether the table has an app, and the text in its row.
    static func row(_ app: String, says text: String) -> String {
        """
        [...document.querySelectorAll('#apps-table tr[role=row]')].some((row) =>
            row.querySelector('[role=rowheader]')?.textContent === '\(app)'
            && row.textContent.includes('\(text)'))
        """
    }

    /// Whether the row that the keyboard is at has the text.
    static func activeRow(says text: String) -> String {
        """
        document.getElementById(document.activeElement.getAttribute('aria-activedescendant'))
            ?.textContent.includes('\(text)')
        """
    }

    /// Whether an element of the app's panel has the text.
    static func panel(_ selector: String, says text: String) -> String {
        """
        [...document.querySelectorAll('#panel \(selector)')].some((element) =>
            element.textContent.includes('\(text)'))
        """
    }

    /// Whether there is an event of that name, with the text.
    static func event(_ name: String, says text: String) -> String {
        """
        [...document.querySelectorAll('#events li')].some((row) =>
            row.querySelector('.name').textContent === '\(name)'
            && row.textContent.includes('\(text)'))
        """
    }
}
