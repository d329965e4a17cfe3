use crate::ffi;
use std::borrow::Cow;
use std::mem::size_of;

type Content = Cow<'static, [u8]>;

/// An answer: a status, header fields and a body.
///
/// ```
/// use nano_plugin::Response;
/// let greeting = Response::text("Hello, World!");
/// let refusal = Response::empty(405).header("Allow", "GET");
/// ```
///
/// The runtime frames the message and adds Date and Server; Connection, Keep-Alive,
/// Transfer-Encoding, Upgrade and Trailer are not the plugin's to send. An answer that breaks a
/// rule of `nano/response.h` becomes a 500.
#[derive(Clone, Debug)]
pub struct Response {
    status: u16,
    headers: Vec<(Content, Content)>,
    body: Content,
}

impl Response {
    /// An answer without a body.
    pub fn empty(status: u16) -> Response {
        Response { status, headers: Vec::new(), body: Cow::Borrowed(b"") }
    }

    /// Plain text, in UTF-8.
    pub fn text(body: impl Into<Cow<'static, str>>) -> Response {
        Response::typed("text/plain; charset=utf-8", bytes(body.into()))
    }

    /// A JSON document, sent as it is given.
    pub fn json(body: impl Into<Cow<'static, str>>) -> Response {
        Response::typed("application/json", bytes(body.into()))
    }

    /// Any bytes, of the media type that `content_type` names.
    pub fn typed(
        content_type: impl Into<Cow<'static, str>>,
        body: impl Into<Cow<'static, [u8]>>,
    ) -> Response {
        let mut response = Response::empty(200).header("Content-Type", content_type);
        response.body = body.into();
        response
    }

    /// This response with another status; it is 200 otherwise.
    pub fn status(mut self, status: u16) -> Response {
        self.status = status;
        self
    }

    /// This response with one more header field.
    pub fn header(
        mut self,
        name: impl Into<Cow<'static, str>>,
        value: impl Into<Cow<'static, str>>,
    ) -> Response {
        self.headers.push((bytes(name.into()), bytes(value.into())));
        self
    }

    /// Gives the response to the runtime, which copies it; returns the runtime's result code.
    ///
    /// # Safety
    /// `responder` is the one that came with the request being answered.
    pub(crate) unsafe fn send(&self, responder: *mut ffi::Responder) -> i32 {
        self.with_raw(|response| ((*responder).respond)(responder, response))
    }

    /// Calls `body` with the response as the C interface has it, and returns its result code.
    pub(crate) fn with_raw(&self, body: impl FnOnce(&ffi::Response) -> i32) -> i32 {
        let fields: Vec<ffi::Header> = self
            .headers
            .iter()
            .map(|(name, value)| ffi::Header {
                name: ffi::Bytes::of(name),
                value: ffi::Bytes::of(value),
            })
            .collect();
        let response = ffi::Response {
            size: size_of::<ffi::Response>() as u32,
            status: self.status.into(),
            headers: fields.as_ptr(),
            header_count: fields.len(),
            body: ffi::Bytes::of(&self.body),
        };
        body(&response)
    }
}

fn bytes(text: Cow<'static, str>) -> Content {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.as_bytes()),
        Cow::Owned(text) => Cow::Owned(text.into_bytes()),
    }
}
