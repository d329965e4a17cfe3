use crate::ffi;
use std::{fmt, io};

/// Why something could not be done to a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CallError {
    /// Nobody waits for the answer any more.
    Cancelled,
    /// The response breaks a rule, such as a status below 200 (`nano/response.h`).
    Invalid,
    /// It would have had to wait, and this is an event loop: an inline handler's thread.
    WouldBlock,
    /// More bytes than the Content-Length that was sent.
    TooLong,
    /// Out of memory, or a reason that is not known.
    Failed,
}

impl CallError {
    pub(crate) fn check(code: i32) -> Result<(), CallError> {
        match code {
            ffi::OK => Ok(()),
            ffi::ERROR_CANCELLED => Err(CallError::Cancelled),
            ffi::ERROR_INVALID => Err(CallError::Invalid),
            ffi::ERROR_STATE => Err(CallError::WouldBlock),
            ffi::ERROR_LIMIT => Err(CallError::TooLong),
            _ => Err(CallError::Failed),
        }
    }
}

impl fmt::Display for CallError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            CallError::Cancelled => "nobody waits for the answer any more",
            CallError::Invalid => "the response breaks a rule of nano/response.h",
            CallError::WouldBlock => "it would have to wait, on an event loop",
            CallError::TooLong => "more bytes than Content-Length said",
            CallError::Failed => "the host could not do it",
        })
    }
}

impl std::error::Error for CallError {}

impl From<CallError> for io::Error {
    fn from(error: CallError) -> io::Error {
        let kind = match error {
            CallError::Cancelled => io::ErrorKind::BrokenPipe,
            CallError::Invalid | CallError::TooLong => io::ErrorKind::InvalidInput,
            CallError::WouldBlock => io::ErrorKind::WouldBlock,
            CallError::Failed => io::ErrorKind::Other,
        };
        io::Error::new(kind, error)
    }
}
