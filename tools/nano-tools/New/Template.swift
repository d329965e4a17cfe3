import FoundationEssentials
import SystemPackage

/// A folder of the SDK that becomes an author's plugin. Templates are real files that compile;
/// only the words below are filled in. They lie beside the headers and not inside this program,
/// because without the SDK it could build nothing of what it made.
struct Template {
    let folder: FilePath
    /// What each placeholder stands for. A placeholder is a whole word: `NAME_BYTES` stays.
    let words: [String: String]

    init(_ language: TemplateLanguage, name: String, sdk: SDK) {
        folder = sdk.templates.appending(language.rawValue)
        words = [
            "NAME": name,
            "CRATE_NAME": Self.crateName(name),
            "NANO_PLUGIN_CRATE": sdk.rustCrate.string,
            "NANO_SWIFT_PACKAGE": sdk.swiftPackage.string,
        ]
    }

    /// The files, by their paths inside the folder, in the order of these.
    func files() throws(NewError) -> [(path: String, text: String)] {
        do {
            return try FileManager.default.subpathsOfDirectory(atPath: folder.string).sorted()
                .compactMap { path in
                    let file = folder.appending(path)
                    guard let content = FileManager.default.contents(atPath: file.string) else {
                        return nil  // a folder
                    }
                    return (path, fillIn(String(decoding: content, as: UTF8.self)))
                }
        } catch {
            throw .templateMissing(folder)
        }
    }

    /// `text` with every placeholder replaced.
    func fillIn(_ text: String) -> String {
        var result = ""
        var word = ""
        for character in text {
            if character.isLetter || character.isNumber || character == "_" {
                word.append(character)
            } else {
                result += (words[word] ?? word) + String(character)
                word = ""
            }
        }
        return result + (words[word] ?? word)
    }

    /// `name` as cargo takes it: without dots, and not beginning with a digit.
    private static func crateName(_ name: String) -> String {
        let plain = name.map { $0 == "." ? "-" : $0 }
        return (plain[0].isNumber ? "app-" : "") + String(plain)
    }
}
