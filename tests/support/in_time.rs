use std::io::{self, Read};
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};

/// Far more than any child takes, even on a slow and busy machine: one that still runs then hangs.
const LIMIT: Duration = Duration::from_secs(600);

/// Commands that are run to their end. One that hangs fails its test, and does not hold up the others.
pub trait CommandInTime {
    /// Runs it with nothing to read, and gives what it said.
    fn output_in_time(&mut self) -> io::Result<Output>;
    /// Runs it, and gives how it ended.
    fn status_in_time(&mut self) -> io::Result<ExitStatus>;
}

impl CommandInTime for Command {
    fn output_in_time(&mut self) -> io::Result<Output> {
        let child = self.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
        Ok(child.output_in_time())
    }

    fn status_in_time(&mut self) -> io::Result<ExitStatus> {
        Ok(self.spawn()?.wait_in_time())
    }
}

/// The same for what was started already.
pub trait ChildInTime {
    /// Waits for its end. What it prints is not read, so it must print less than a pipe holds.
    fn wait_in_time(&mut self) -> ExitStatus;
    /// Closes its stdin, reads what it prints, and waits for its end.
    fn output_in_time(self) -> Output;
}

impl ChildInTime for Child {
    fn wait_in_time(&mut self) -> ExitStatus {
        let until = Instant::now() + LIMIT;
        let mut pause = Duration::from_micros(50);
        loop {
            match self.try_wait().unwrap() {
                Some(status) => return status,
                None if Instant::now() > until => give_up(self),
                None => std::thread::sleep(pause),
            }
            pause = (pause * 2).min(Duration::from_millis(10));
        }
    }

    fn output_in_time(mut self) -> Output {
        drop(self.stdin.take());
        let streams = [self.stdout.take().map(read), self.stderr.take().map(read)];
        let until = Instant::now() + LIMIT;
        let [stdout, stderr] = streams.map(|stream| match stream {
            None => Vec::new(),
            Some(stream) => match stream.recv_timeout(until.saturating_duration_since(Instant::now())) {
                Ok(said) => said.unwrap(),
                Err(_) => give_up(&mut self),
            },
        });
        Output { status: self.wait_in_time(), stdout, stderr }
    }
}

/// Reads a stream to its end, in a thread of its own: while one pipe is read, the child may wait for the other,
/// which is full.
fn read(mut stream: impl Read + Send + 'static) -> Receiver<io::Result<Vec<u8>>> {
    let (sender, said) = mpsc::channel();
    std::thread::spawn(move || {
        let mut bytes = Vec::new();
        let read = stream.read_to_end(&mut bytes).map(|_| bytes);
        // Where the child was given up, nobody receives this any more.
        let _given_up = sender.send(read);
    });
    said
}

fn give_up(child: &mut Child) -> ! {
    // It may have ended this very moment.
    let _ended = child.kill();
    panic!("process {} has not come to its end within {LIMIT:?}", child.id());
}
