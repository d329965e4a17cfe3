use crate::{ffi, Host};
use std::borrow::Cow;

/// A request, read where it was received: nothing is copied until you copy it.
///
/// What it gives out is what the client sent, neither percent-decoded nor normalized, and lasts
/// until `handle` returns.
#[derive(Clone, Copy)]
pub struct Request<'a> {
    raw: &'a ffi::Request,
    host: Host,
    /// By which the host knows it: of a deferred one, or 0 within its `handle`.
    call: u64,
}

impl<'a> Request<'a> {
    /// # Safety
    /// `raw` and all it points to are valid for `'a`.
    pub(crate) unsafe fn new(raw: &'a ffi::Request, host: Host, call: u64) -> Request<'a> {
        Request { raw, host, call }
    }

    fn bytes(&self, view: ffi::Bytes) -> &'a [u8] {
        // SAFETY: `new` was promised that the request's views are valid for 'a.
        unsafe { view.as_slice() }
    }

    /// The method as sent, case-sensitive: `GET` (RFC 9110 section 9.1). It is a token, and so is
    /// ASCII.
    pub fn method(&self) -> &'a str {
        std::str::from_utf8(self.bytes(self.raw.method)).unwrap_or("")
    }

    /// The request target as sent: path and query (RFC 9112 section 3.2).
    pub fn target(&self) -> &'a [u8] {
        self.bytes(self.raw.target)
    }

    /// The target's path: from `/` up to `?`; `*` for `OPTIONS *`.
    pub fn path(&self) -> &'a [u8] {
        self.bytes(self.raw.path)
    }

    /// The path as text, with U+FFFD for what is not UTF-8.
    pub fn path_text(&self) -> Cow<'a, str> {
        String::from_utf8_lossy(self.path())
    }

    /// What follows the `?`, without it; empty if there is none.
    pub fn query(&self) -> &'a [u8] {
        self.bytes(self.raw.query)
    }

    /// The host that the request was routed by, without its port; may be empty in HTTP/1.0.
    pub fn host(&self) -> &'a [u8] {
        self.bytes(self.raw.host)
    }

    /// The client's address and port: `192.0.2.1:4711`, `[::1]:4711`.
    pub fn peer(&self) -> &'a [u8] {
        self.bytes(self.raw.peer)
    }

    /// What the runtime's access log calls the request: the client's `X-Request-Id` if it is valid,
    /// else 32 hexadecimal digits made for it. `None` where the host tells none; of a request that
    /// was not deferred, also on other threads than its handler's.
    pub fn id(&self) -> Option<String> {
        self.host.request_id(self.call)
    }

    /// The request's `traceparent` (W3C Trace Context), if it has one that is valid and the host
    /// tells: see [`id`](Request::id).
    pub fn traceparent(&self) -> Option<String> {
        self.host.traceparent(self.call)
    }

    /// The whole body, with the transfer coding removed; empty if there is none.
    pub fn body(&self) -> &'a [u8] {
        self.bytes(self.raw.body)
    }

    /// The header fields as name and value, in the order received, duplicates included.
    pub fn headers(&self) -> impl Iterator<Item = (&'a [u8], &'a [u8])> + 'a {
        let fields: &'a [ffi::Header] = if self.raw.header_count == 0 {
            &[]
        } else {
            // SAFETY: as for `bytes`.
            unsafe { std::slice::from_raw_parts(self.raw.headers, self.raw.header_count) }
        };
        let request = *self;
        fields.iter().map(move |field| (request.bytes(field.name), request.bytes(field.value)))
    }

    /// The value of the first header field of that name, in either case.
    pub fn header(&self, name: &str) -> Option<&'a [u8]> {
        self.headers()
            .find(|(field, _)| field.eq_ignore_ascii_case(name.as_bytes()))
            .map(|(_, value)| value)
    }
}
