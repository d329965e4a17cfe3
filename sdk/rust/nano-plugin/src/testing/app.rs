use super::host::TestHost;
use super::response::TestResponse;
use crate::{entry, ffi, Plugin};
use std::ffi::c_void;
use std::marker::PhantomData;
use std::mem::size_of;

/// One app under test, with a host of its own; destroyed when it is dropped.
pub struct TestApp<App: Plugin> {
    host: Box<TestHost>,
    app: *mut c_void,
    functions: ffi::Plugin,
    kind: PhantomData<App>,
}

impl<App: Plugin> TestApp<App> {
    /// An app without configuration values.
    ///
    /// # Panics
    /// Where the app's `new` fails: with what it logged.
    #[allow(clippy::new_without_default)]
    pub fn new() -> TestApp<App> {
        match TestApp::with_environment(&[]) {
            Ok(app) => app,
            Err(log) => panic!("the plugin did not start: {}", log.join("; ")),
        }
    }

    /// An app with configuration values (`Host::environment`), or what was logged by one that did
    /// not start.
    pub fn with_environment(values: &[(&str, &str)]) -> Result<TestApp<App>, Vec<String>> {
        let host = TestHost::new(values);
        let functions = entry::functions::<App>();
        let mut app = std::ptr::null_mut();
        // SAFETY: the host lives in its box until after `destroy`.
        match unsafe { (functions.create)(host.raw(), &mut app) } {
            ffi::OK => Ok(TestApp { host, app, functions, kind: PhantomData }),
            _ => Err(host.log()),
        }
    }

    /// What the app has logged, a line each.
    pub fn log(&self) -> Vec<String> {
        self.host.log()
    }

    /// Sends a GET without headers.
    pub fn get(&self, target: &str) -> TestResponse {
        self.send("GET", target, &[], b"")
    }

    /// Sends a request, and returns what the client would get.
    pub fn send(
        &self,
        method: &str,
        target: &str,
        headers: &[(&str, &str)],
        body: &[u8],
    ) -> TestResponse {
        let view = |text: &str| ffi::Bytes::of(text.as_bytes());
        let fields: Vec<ffi::Header> = headers
            .iter()
            .map(|(name, value)| ffi::Header { name: view(name), value: view(value) })
            .collect();
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        self.call(&ffi::Request {
            size: size_of::<ffi::Request>() as u32,
            http_version: 0x0101,
            method: view(method),
            target: view(target),
            path: view(path),
            query: view(query),
            host: view("localhost"),
            headers: fields.as_ptr(),
            header_count: fields.len(),
            body: ffi::Bytes::of(body),
            peer: view("127.0.0.1:1"),
        })
    }

    fn call(&self, request: &ffi::Request) -> TestResponse {
        let mut kept: Option<TestResponse> = None;
        let address: *mut Option<TestResponse> = &mut kept;
        let mut responder = ffi::Responder {
            size: size_of::<ffi::Responder>() as u32,
            reserved: 0,
            host_data: address.cast(),
            respond,
        };
        // SAFETY: the request and the responder outlive the call.
        let result = unsafe { (self.functions.handle)(self.app, request, &mut responder) };
        match kept {
            Some(response) if result == ffi::OK => response,
            _ => TestResponse { status: 500, ..TestResponse::default() },
        }
    }
}

impl<App: Plugin> Drop for TestApp<App> {
    fn drop(&mut self) {
        // SAFETY: `create` made it, and no call is under way.
        unsafe { (self.functions.destroy)(self.app) }
    }
}

/// `nano_responder.respond`: its `host_data` is the `Option<TestResponse>` to fill in.
unsafe extern "C" fn respond(responder: *mut ffi::Responder, raw: *const ffi::Response) -> i32 {
    let kept = &mut *(*responder).host_data.cast::<Option<TestResponse>>();
    if kept.is_some() {
        return ffi::ERROR_STATE;
    }
    *kept = TestResponse::copy(&*raw);
    if kept.is_some() {
        ffi::OK
    } else {
        ffi::ERROR_INVALID
    }
}
