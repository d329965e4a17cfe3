/// One diagram of a chart: lines over a common horizontal axis that begins at 0.
struct ChartPanel {
    struct Series {
        let color: String
        let points: [(x: Double, y: Double)]
    }

    private static let left = 70.0
    private static let width = 800.0

    let title: String
    let xMax: Double
    let xUnit: String
    let series: [Series]
    /// Where a vertical line stands.
    let marks: [Double]

    /// The next of 1, 2, 5, 10, 20, 50, … above every point, or one of their tenths, hundredths, …
    private var yMax: Double {
        let highest = series.flatMap(\.points).map(\.y).max() ?? 0
        var step = 0.001
        while true {
            if let round = [1.0, 2, 5].map({ $0 * step }).first(where: { $0 > highest }) {
                return round
            }
            step *= 10
        }
    }

    func svg(top: Double, height: Double) -> String {
        let lines = marks.map { mark in
            let x = x(mark)
            return """
                <line x1="\(x)" y1="\(top)" x2="\(x)" y2="\(top + height)" stroke="#ddd"/>
                """
        }
        let curves = series.map { series in
            let points = series.points.map { "\(x($0.x)),\(y($0.y, top, height))" }
            return """
                <polyline fill="none" stroke="\(series.color)" stroke-width="1.5" \
                points="\(points.joined(separator: " "))"/>
                """
        }
        return (lines + [axes(top, height)] + curves).joined(separator: "\n")
    }

    private func axes(_ top: Double, _ height: Double) -> String {
        let (left, bottom, right) = (Self.left, top + height, Self.left + Self.width)
        return """
            <text x="\(left)" y="\(top - 8)">\(title)</text>
            <path d="M\(left) \(top)V\(bottom)H\(right)" fill="none" stroke="black"/>
            <text x="\(left - 6)" y="\(top + 10)" text-anchor="end">\(rounded(yMax))</text>
            <text x="\(left - 6)" y="\(bottom)" text-anchor="end">0</text>
            <text x="\(right)" y="\(bottom + 16)" text-anchor="end">\(rounded(xMax)) \(xUnit)</text>
            """
    }

    private func x(_ value: Double) -> Double {
        rounded(Self.left + Self.width * value / max(xMax, 1e-9))
    }

    private func y(_ value: Double, _ top: Double, _ height: Double) -> Double {
        rounded(top + height - height * value / yMax)
    }

    private func rounded(_ value: Double) -> Double {
        (value * 1_000).rounded() / 1_000
    }
}
