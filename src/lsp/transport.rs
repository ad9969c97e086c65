use std::io::{self, BufRead, Read, Write};
use std::sync::mpsc::{self, Receiver};
use std::sync::{Arc, Mutex, PoisonError};

use lsp_server::{ErrorCode, Message, RequestId, Response};
use serde_json::json;

/// The largest message that is read, in bytes: a record has a megabyte at most.
const MOST: usize = 64 << 20;
/// The longest line before a message, in bytes.
const LINE: u64 = 4 << 10;

/// What comes from the client.
pub(super) enum Came {
    /// A message.
    Message(Message),
    /// The client sent what is no message of the protocol; with the parser's error. What follows can't be split into
    /// messages any more.
    Garbage(String),
}

/// Reads what comes from `input`, in a thread of its own, until it ends.
pub(super) fn listen(input: impl Read + Send + 'static, output: ClientOutput) -> Receiver<Came> {
    let (sender, receiver) = mpsc::channel();
    std::thread::spawn(move || {
        let mut input = io::BufReader::new(input);
        loop {
            match next(&mut input) {
                Ok(None) => break,
                Ok(Some(Ok(message))) => {
                    if sender.send(Came::Message(message)).is_err() {
                        break;
                    }
                }
                // The message was read to its end: the next one can be.
                Ok(Some(Err(cause))) => output.unreadable(&cause),
                Err(error) => {
                    let _gone = sender.send(Came::Garbage(error.to_string()));
                    break;
                }
            }
        }
    });
    receiver
}

/// The next message; `None` at the end of the input, or why its content can't be read.
fn next(input: &mut impl BufRead) -> io::Result<Option<Result<Message, String>>> {
    let mut head = Vec::new();
    let mut length = None;
    loop {
        let from = head.len();
        if input.by_ref().take(LINE).read_until(b'\n', &mut head)? == 0 {
            return if head.is_empty() { Ok(None) } else { Err(io::ErrorKind::UnexpectedEof.into()) };
        }
        let line = String::from_utf8_lossy(head.get(from..).unwrap_or_default()).trim().to_owned();
        if line.is_empty() {
            break;
        }
        let bad = || io::Error::new(io::ErrorKind::InvalidData, format!("{line:?}"));
        let (name, value) = line.split_once(':').ok_or_else(bad)?;
        if name.trim().eq_ignore_ascii_case("content-length") {
            length = Some(value.trim().parse::<usize>().ok().filter(|length| *length <= MOST).ok_or_else(bad)?);
        }
        if head.len() > MOST.min(1 << 16) {
            return Err(bad());
        }
    }
    let Some(length) = length else { return Err(io::Error::new(io::ErrorKind::InvalidData, "Content-Length")) };
    let mut body = Vec::new();
    if input.by_ref().take(u64::try_from(length).unwrap_or(0)).read_to_end(&mut body)? < length {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(Some(serde_json::from_slice(&body).map_err(|error| error.to_string())))
}

/// Where messages to the client are sent.
#[derive(Clone)]
pub(super) struct ClientOutput(Arc<Mutex<Box<dyn Write + Send>>>);

impl ClientOutput {
    pub(super) fn new(output: impl Write + Send + 'static) -> ClientOutput {
        ClientOutput(Arc::new(Mutex::new(Box::new(output))))
    }

    /// Sends a message. Where the client is gone, that is seen when nothing more comes from it.
    pub(super) fn send(&self, message: impl Into<Message>) {
        let mut output = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let _gone = message.into().write(&mut *output);
    }

    /// Says that a message could not be read. It names no request, since none could be made out.
    fn unreadable(&self, cause: &str) {
        let code = ErrorCode::ParseError as i32;
        let answer = json!({"jsonrpc": "2.0", "id": null, "error": {"code": code, "message": cause}}).to_string();
        let mut output = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let _gone = write!(output, "Content-Length: {}\r\n\r\n{answer}", answer.len()).and_then(|()| output.flush());
    }

    /// Refuses a request.
    pub(super) fn refuse(&self, id: RequestId, code: ErrorCode, message: String) {
        self.send(Response::new_err(id, code as i32, message));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &str) -> io::Result<Option<Result<Message, String>>> {
        next(&mut bytes.as_bytes())
    }

    #[test]
    fn what_is_no_message_is_told_from_what_can_t_be_told_apart() {
        let body = r#"{"method":"exit"}"#;
        let message = read(&format!("Content-Type: x\r\ncontent-length: {}\r\n\r\n{body}", body.len()));
        assert!(matches!(message, Ok(Some(Ok(Message::Notification(_))))));
        assert!(matches!(read("Content-Length: 3\r\n\r\n{no"), Ok(Some(Err(_)))));
        assert!(matches!(read("Content-Length: 3\r\n\r\n\"no"), Ok(Some(Err(_)))));
        assert!(matches!(read(""), Ok(None)));
        for bad in [
            "hello\r\n\r\n",
            "Content-Length: -1\r\n\r\n",
            "Content-Length: 99999999999999999999\r\n\r\n",
            "Content-Length: 9999999999999\r\n\r\n{}",
            "Content-Type: x\r\n\r\n{}",
            "Content-Length: 9\r\n\r\n{}",
            "Content-Length: 9\r\n",
        ] {
            assert!(read(bad).is_err(), "{bad:?}");
        }
        assert!(read(&format!("{}\n", "x: y\r\n".repeat(100_000))).is_err());
    }
}
