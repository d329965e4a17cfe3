use super::call_table::{responder, Responding};
use super::host::TestHost;
use super::pending::PendingResponse;
use super::request::TestRequest;
use super::response::TestResponse;
use crate::entry::{self, Answering, Deferring, Kind};
use crate::{ffi, DeferringPlugin, Plugin};
use std::ffi::c_void;
use std::marker::PhantomData;

/// One app under test, with a host of its own; destroyed when it is dropped.
pub struct TestApp<App> {
    host: Box<TestHost>,
    app: *mut c_void,
    functions: ffi::Plugin,
    streams_body: bool,
    kind: PhantomData<App>,
}

impl<App: Plugin> TestApp<App> {
    /// An app without configuration values.
    ///
    /// # Panics
    /// Where the app's `new` fails: with what it logged.
    #[allow(clippy::new_without_default)]
    pub fn new() -> TestApp<App> {
        started(TestApp::with_environment(&[]))
    }

    /// An app with configuration values (`Host::environment`), or what was logged by one that did
    /// not start.
    pub fn with_environment(values: &[(&str, &str)]) -> Result<TestApp<App>, Vec<String>> {
        TestApp::start_app::<Answering<App>>(values)
    }
}

impl<App: DeferringPlugin> TestApp<App> {
    /// As [`new`](TestApp::new), for a [`DeferringPlugin`].
    ///
    /// # Panics
    /// Where the app's `new` fails: with what it logged.
    pub fn deferring() -> TestApp<App> {
        started(TestApp::deferring_with_environment(&[]))
    }

    /// As [`with_environment`](TestApp::with_environment), for a [`DeferringPlugin`].
    pub fn deferring_with_environment(
        values: &[(&str, &str)],
    ) -> Result<TestApp<App>, Vec<String>> {
        TestApp::start_app::<Deferring<App>>(values)
    }
}

impl<App> TestApp<App> {
    fn start_app<K: Kind>(values: &[(&str, &str)]) -> Result<TestApp<App>, Vec<String>> {
        let host = TestHost::new(values);
        let functions = entry::functions::<K>();
        let mut app = std::ptr::null_mut();
        // SAFETY: the host lives in its box until after `destroy`.
        match unsafe { (functions.create)(host.raw(), &mut app) } {
            ffi::OK => {
                let streams_body = K::STREAMS_BODY;
                Ok(TestApp { host, app, functions, streams_body, kind: PhantomData })
            }
            _ => Err(host.log()),
        }
    }

    /// What the app has logged, a line each.
    pub fn log(&self) -> Vec<String> {
        self.host.log()
    }

    /// Sends a GET without headers, and waits for the response.
    pub fn get(&self, target: &str) -> TestResponse {
        self.send("GET", target, &[], b"")
    }

    /// Sends a request, and returns what the client would get, once it has it all.
    pub fn send(
        &self,
        method: &str,
        target: &str,
        headers: &[(&str, &str)],
        body: &[u8],
    ) -> TestResponse {
        self.start(method, target, headers, body).finish()
    }

    /// Sends a request, and does not wait for the response: for a handler that waits for something
    /// else, or streams without end.
    pub fn start(
        &self,
        method: &str,
        target: &str,
        headers: &[(&str, &str)],
        body: &[u8],
    ) -> PendingResponse<'_> {
        let whole = if self.streams_body { b"" } else { body };
        let request = TestRequest::new(method, target, headers, whole);
        let number = self.host.calls.begin(body);
        let mut responding = Responding { host: self.host.raw(), number };
        let mut responder = responder(&mut responding);
        // SAFETY: the responder outlives the call, and the request the response.
        let result = unsafe { (self.functions.handle)(self.app, &request.raw, &mut responder) };
        self.host.calls.returned(number, result);
        PendingResponse { calls: &self.host.calls, number, request: Some(request) }
    }

    /// Tells the app of its drain, as a swap or the end of the runtime does.
    pub fn drain(&self) {
        self.host.calls.drain()
    }
}

impl<App> Drop for TestApp<App> {
    fn drop(&mut self) {
        self.host.end();
        // SAFETY: `create` made it, and no call is under way.
        unsafe { (self.functions.destroy)(self.app) }
    }
}

fn started<App>(app: Result<TestApp<App>, Vec<String>>) -> TestApp<App> {
    app.unwrap_or_else(|log| panic!("the plugin did not start: {}", log.join("; ")))
}
