use crate::ffi;
use std::mem::size_of;

/// A request and all that its views show, in a place of its own.
pub(super) struct TestRequest {
    pub(super) raw: ffi::Request,
    _text: Vec<Box<[u8]>>,
    _fields: Vec<ffi::Header>,
}

impl TestRequest {
    /// Without a body where it is to be read from the call.
    pub(super) fn new(
        method: &str,
        target: &str,
        headers: &[(&str, &str)],
        body: &[u8],
    ) -> Box<TestRequest> {
        let mut text = Vec::new();
        let mut view = |bytes: &[u8]| {
            let copy: Box<[u8]> = bytes.into();
            let view = ffi::Bytes::of(&copy);
            text.push(copy);
            view
        };
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let fields: Vec<ffi::Header> = headers
            .iter()
            .map(|(name, value)| ffi::Header {
                name: view(name.as_bytes()),
                value: view(value.as_bytes()),
            })
            .collect();
        let raw = ffi::Request {
            size: size_of::<ffi::Request>() as u32,
            http_version: 0x0101,
            method: view(method.as_bytes()),
            target: view(target.as_bytes()),
            path: view(path.as_bytes()),
            query: view(query.as_bytes()),
            host: view(b"localhost"),
            headers: fields.as_ptr(),
            header_count: fields.len(),
            body: view(body),
            peer: view(b"127.0.0.1:1"),
        };
        Box::new(TestRequest { raw, _text: text, _fields: fields })
    }
}
