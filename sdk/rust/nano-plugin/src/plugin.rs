use crate::{Call, Exclusive, Failure, Host, Request, Response, State};

/// An app in one value: made once per loaded copy, and called for every request.
pub trait Plugin: Send + Sync + Sized + 'static {
    /// Makes the app, on a thread of this copy's own; it may block, within the runtime's deadline
    /// (10 s). A failure rejects the file, and the operator reads its message.
    fn new(host: Host) -> Result<Self, Failure>;

    /// Answers one request. Called from several threads at once, so state that changes needs a
    /// lock. A failure or a panic gives the client a 500 and a line in the log.
    fn handle(&self, request: &Request<'_>) -> Result<Response, Failure>;

    /// What [`State::save`] writes, as you count.
    const STATE_VERSION: u32 = 1;

    /// The state that goes over to the generation that replaces this one; often `Some(self)`.
    fn state(&self) -> Option<&dyn State> {
        None
    }

    /// What only one generation can hold, and gives up for the next one; often `Some(self)`.
    fn exclusive(&self) -> Option<&dyn Exclusive> {
        None
    }
}

/// An app that answers when it likes, from any thread, whole or in pieces.
///
/// ```
/// use nano_plugin::{nano_plugin, Call, DeferringPlugin, Failure, Host, Response};
/// use std::io::Write;
///
/// struct Countdown;
///
/// impl DeferringPlugin for Countdown {
///     fn new(_host: Host) -> Result<Self, Failure> {
///         Ok(Countdown)
///     }
///
///     fn handle(&self, call: Call) -> Result<(), Failure> {
///         let mut stream = call.begin(Response::text("3, "))?;
///         stream.write_all(b"2, 1\n")?;
///         Ok(stream.end()?)
///     }
/// }
///
/// nano_plugin!(deferring Countdown, "countdown", "1.0.0", lane);
/// # fn main() {}
/// ```
pub trait DeferringPlugin: Send + Sync + Sized + 'static {
    /// Whether `handle` is called as soon as the head of a request is there, and the body is read
    /// from the call as it arrives.
    const STREAMS_BODY: bool = false;

    /// Makes the app, as [`Plugin::new`].
    fn new(host: Host) -> Result<Self, Failure>;

    /// Takes one request. Called from several threads at once. A failure or a panic gives the log a
    /// line; a call that is dropped is abandoned.
    fn handle(&self, call: Call) -> Result<(), Failure>;

    /// As [`Plugin::STATE_VERSION`].
    const STATE_VERSION: u32 = 1;

    /// As [`Plugin::state`].
    fn state(&self) -> Option<&dyn State> {
        None
    }

    /// As [`Plugin::exclusive`].
    fn exclusive(&self) -> Option<&dyn Exclusive> {
        None
    }
}

/// Makes a plugin of a type that implements [`Plugin`], or with `deferring` before it
/// [`DeferringPlugin`]: once in a crate, at its root.
///
/// `inline` promises that `handle` never blocks, so that it may run on the event loop; `lane` is a
/// thread of this copy's own. A plugin with thread-local destructors, which everything built on
/// Rust's standard library has, gets a lane either way.
#[macro_export]
macro_rules! nano_plugin {
    (deferring $app:ty, $name:expr, $version:expr, $execution:ident) => {
        $crate::nano_plugin!(@define $crate::entry::Deferring<$app>, $name, $version, $execution);
    };
    ($app:ty, $name:expr, $version:expr, $execution:ident) => {
        $crate::nano_plugin!(@define $crate::entry::Answering<$app>, $name, $version, $execution);
    };
    (@flags inline) => {
        $crate::manifest::INLINE
    };
    (@flags lane) => {
        $crate::manifest::LANE
    };
    (@define $kind:ty, $name:expr, $version:expr, $execution:ident) => {
        #[used]
        #[link_section = ".note.nano.plugin"]
        static NANO_PLUGIN_MANIFEST: $crate::manifest::ManifestNote =
            $crate::manifest::ManifestNote::new(
                $name,
                $version,
                $crate::nano_plugin!(@flags $execution)
                    | $crate::manifest::body_flag::<$kind>(),
            );

        /// The one symbol that a plugin exports (`nano/entry.h`).
        #[no_mangle]
        pub extern "C" fn nano_plugin_entry_v1() -> *const $crate::ffi::Plugin {
            static FUNCTIONS: $crate::ffi::Plugin = $crate::entry::functions::<$kind>();
            &FUNCTIONS
        }
    };
}
