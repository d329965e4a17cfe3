@testable import Signatures

/// Keys and signatures that `minisign` 0.11 made (Debian 12), for a file that holds `hello\n`.
enum Vectors {
    static let content = Array("hello\n".utf8)

    static let publicKeyFile = """
        untrusted comment: minisign public key 5AE934D3764ADCC7
        RWTH3Ep20zTpWoN0Rym5kG4Y0ibuiVXtJuNzHo0hRCta8xxYHGdzeQZw

        """

    /// `minisign -G -W`
    static let secretKeyFile = """
        untrusted comment: minisign encrypted secret key
        RWQAAEIyAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAx9xKdtM06VqNVSGv\
        +adLRXBI9zHAU8PcHTiNZ4tDEi0ljxxW/y6XzoN0Rym5kG4Y0ibuiVXtJuNzHo0hRCta8xxYHGdzeQZwAAAAAAAA\
        AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=

        """

    /// `minisign -G`, with a password
    static let protectedKeyFile = """
        untrusted comment: minisign encrypted secret key
        RWRTY0IyMYvrx34EAp7wsCdCzWiyfYlE60S/+4MDqAB0Gjc/tIAAAAACAAAAAAAAAEAAAAAA9+1iODpSgrhNJL7F\
        iA88aTmOMpVv59St/qxvFFfMzclqKYUhb44Fb1vqsdSisd6RvL3Q8UN3xeoQihNq9JD2I+dH3q+L+l6u2yE8VVE2\
        KP0s25u1YL73qihr+p+FGKHU1o0hDreJ/qA=

        """

    /// `minisign -S -t 'app:x version:1'`
    static let signatureFile = """
        untrusted comment: signature from minisign secret key
        RUTH3Ep20zTpWs09FyaT2XNflFMWDqSu9PUw66ByNXKNthk2xbpgCfWujgePPGmr4/YRYOeezKp73UXxXRLaLwKT\
        tSAV+rV1Qgg=
        trusted comment: app:x version:1
        7hBC6hPaOqb5s8VN5b5H/LpRAENCD29FjJZQ0iCIv9JnAE+AxpPygQ5kpKL6tjtuZZAovo37VdeRY26c64trDw==

        """

    /// `minisign -S -l`
    static let legacySignatureFile = """
        untrusted comment: signature from minisign secret key
        RWTH3Ep20zTpWle62lcdXa9FuawEUjqZVNZ45JYNPbPsxTJNFXMqtc/iasHdb4hd798wqr3GzdxlgQrYUgMm+Czb\
        k8WivDNVEg4=
        trusted comment: timestamp:1795373525\tfile:f
        ow39miL/DDWEvqCTpq9HaOmJj0UOmwVqG91WJGN6TDvCTjjMtMIzogL3B5G1KMwKzd7zu2MVve+C3iBZWmNIAQ==

        """

    static var keys: TrustedKeys {
        get throws { try TrustedKeys(parsing: Array(publicKeyFile.utf8)) }
    }

    static var secretKey: SecretKey {
        get throws { try SecretKey(parsing: Array(secretKeyFile.utf8)) }
    }

    /// What `key` makes of the content.
    static func signature(
        by key: SecretKey, comment: TrustedComment = TrustedComment(text: "app:x version:1"),
        algorithm: SignatureAlgorithm = .prehashed
    ) -> Signature {
        let content = content
        return key.sign(content.span.bytes, comment: comment, algorithm: algorithm)
    }
}
