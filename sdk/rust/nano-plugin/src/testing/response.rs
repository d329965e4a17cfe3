use crate::ffi;

/// A response as the client gets it.
#[derive(Clone, Debug, Default)]
pub struct TestResponse {
    /// The status; 500 where `handle` failed or panicked, or gave an answer that breaks a rule.
    pub status: u32,
    /// The plugin's own header fields, in the order given.
    pub headers: Vec<(String, Vec<u8>)>,
    /// The body, the pieces of a streamed one joined.
    pub body: Vec<u8>,
    /// How many pieces of the body were sent after its beginning; 0 for one that came whole.
    pub piece_count: usize,
    /// Whether the connection was closed in the middle of the response.
    pub is_cut_off: bool,
}

impl TestResponse {
    /// The body as text, with U+FFFD for what is not UTF-8.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The value of the first header field of that name, in either case, as text.
    pub fn header(&self, name: &str) -> Option<String> {
        self.headers
            .iter()
            .find(|(field, _)| field.eq_ignore_ascii_case(name))
            .map(|(_, value)| String::from_utf8_lossy(value).into_owned())
    }

    /// A copy of `raw`, if the runtime would send it (`nano/response.h`).
    ///
    /// # Safety
    /// `raw` and all it points to are valid.
    pub(super) unsafe fn copy(raw: &ffi::Response) -> Option<TestResponse> {
        let fields: &[ffi::Header] = if raw.header_count == 0 {
            &[]
        } else {
            std::slice::from_raw_parts(raw.headers, raw.header_count)
        };
        let mut headers = Vec::new();
        for field in fields {
            let (name, value) = (field.name.as_slice(), field.value.as_slice());
            if !is_sendable(name, value) {
                return None;
            }
            headers.push((String::from_utf8_lossy(name).into_owned(), value.to_vec()));
        }
        let body = raw.body.as_slice().to_vec();
        (200..600).contains(&raw.status).then(|| TestResponse {
            status: raw.status,
            headers,
            body,
            ..TestResponse::default()
        })
    }
}

/// Whether the runtime would send the field: a token, plain text, and none that frames the message.
fn is_sendable(name: &[u8], value: &[u8]) -> bool {
    const FRAMING: [&str; 5] =
        ["Connection", "Keep-Alive", "Transfer-Encoding", "Upgrade", "Trailer"];
    let is_token_byte =
        |byte: &u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(byte);
    !name.is_empty()
        && name.iter().all(is_token_byte)
        && !FRAMING.iter().any(|framing| name.eq_ignore_ascii_case(framing.as_bytes()))
        && !value.iter().any(|byte| byte.is_ascii_control() && *byte != b'\t')
}
