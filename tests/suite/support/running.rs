//! The program while it runs: what is written to it comes out again before more is written.

use std::fs::File;
use std::io::{Read, Write};
use std::os::fd::OwnedFd;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use nix::pty::{Winsize, openpty};
use nix::sys::signal::{Signal, kill};
use nix::sys::termios::{LocalFlags, SetArg, tcgetattr, tcsetattr};
use nix::unistd::Pid;

use super::sample;

/// A program that waits for this long hangs.
const HANGS: Duration = Duration::from_secs(60);

/// The program while it runs: what is written to it, and what it has printed so far.
pub(crate) struct Running {
    child: Child,
    input: Option<Box<dyn Write>>,
    printed: Receiver<Vec<u8>>,
    so_far: Vec<u8>,
    totals: Receiver<Vec<u8>>,
}

/// What a stream of the program is connected to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stream {
    Pipe,
    Terminal,
}

fn terminal() -> (OwnedFd, OwnedFd) {
    let size = Winsize { ws_row: 40, ws_col: 120, ws_xpixel: 0, ws_ypixel: 0 };
    let ends = openpty(&size, None).unwrap();
    let mut settings = tcgetattr(&ends.slave).unwrap();
    settings.local_flags.remove(LocalFlags::ECHO);
    tcsetattr(&ends.slave, SetArg::TCSANOW, &settings).unwrap();
    (ends.master, ends.slave)
}

/// Sends on what can be read, as it comes.
fn followed(mut stream: impl Read + Send + 'static) -> Receiver<Vec<u8>> {
    let (sender, receiver) = channel();
    std::thread::spawn(move || {
        let mut buffer = [0; 4096];
        // A terminal whose other end is closed is an error to read from.
        while let Ok(count @ 1..) = stream.read(&mut buffer) {
            if sender.send(buffer[..count].to_vec()).is_err() {
                break;
            }
        }
    });
    receiver
}

impl Running {
    pub(crate) fn start(arguments: &[&str], input: Stream, output: Stream) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_hookspect"));
        command.args(arguments).arg("--color=never").stderr(Stdio::piped());
        for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "FORCE_COLOR", "TERM", "GITHUB_ACTIONS"] {
            command.env_remove(name);
        }
        let mut ours: (Option<OwnedFd>, Option<OwnedFd>) = (None, None);
        if input == Stream::Terminal {
            let (master, slave) = terminal();
            command.stdin(slave);
            ours.0 = Some(master);
        } else {
            command.stdin(Stdio::piped());
        }
        if output == Stream::Terminal {
            let (master, slave) = terminal();
            command.stdout(slave);
            ours.1 = Some(master);
        } else {
            command.stdout(Stdio::piped());
        }
        let mut child = command.spawn().unwrap();
        drop(command);
        let input: Box<dyn Write> = match ours.0 {
            Some(master) => Box::new(File::from(master)),
            None => Box::new(child.stdin.take().unwrap()),
        };
        let printed = match ours.1 {
            Some(master) => followed(File::from(master)),
            None => followed(child.stdout.take().unwrap()),
        };
        let totals = followed(child.stderr.take().unwrap());
        Self { child, input: Some(input), printed, so_far: Vec::new(), totals }
    }

    /// Writes to this file from now on, as a named pipe is written to.
    pub(crate) fn write_into(&mut self, file: File) {
        self.input = Some(Box::new(file));
    }

    pub(crate) fn write(&mut self, text: &str) {
        let input = self.input.as_mut().unwrap();
        input.write_all(text.as_bytes()).unwrap();
        input.flush().unwrap();
    }

    /// Waits until so many lines with this in them have been printed.
    pub(crate) fn await_lines(&mut self, with: &str, count: usize) {
        let printed = |bytes: &[u8]| {
            String::from_utf8_lossy(bytes).split_inclusive('\n').filter(|line| line.contains(with)).count()
        };
        while printed(&self.so_far) < count {
            let more = self.printed.recv_timeout(HANGS);
            let so_far = String::from_utf8_lossy(&self.so_far);
            let more =
                more.unwrap_or_else(|error| panic!("{count} of {with:?} expected ({error}): {so_far}"));
            self.so_far.extend(more);
        }
    }

    pub(crate) fn interrupt(&self) {
        kill(Pid::from_raw(i32::try_from(self.child.id()).unwrap()), Signal::SIGINT).unwrap();
    }

    /// Waits for its end: what it has printed in all, its totals and its exit code.
    pub(crate) fn end(mut self) -> (String, String, i32) {
        let code = self.child.wait().unwrap().code().unwrap();
        drop(self.input.take());
        self.so_far.extend(self.printed.iter().flatten());
        let totals: Vec<u8> = self.totals.iter().flatten().collect();
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        (text(&self.so_far), text(&totals), code)
    }

    pub(crate) fn close(mut self) -> (String, String, i32) {
        drop(self.input.take());
        self.end()
    }
}

/// Whether a terminal that the program prints to gets colour where these variables are set.
pub(crate) fn coloured_on_a_terminal(variables: &[(&str, &str)]) -> bool {
    let sandbox = crate::support::Sandbox::new();
    sandbox.file("a.json", sample("uppromote/payment.paid"));
    let (master, slave) = terminal();
    let mut command = sandbox.set_up(Command::new(env!("CARGO_BIN_EXE_hookspect")), ".");
    command.arg("a.json").envs(variables.iter().copied()).stdout(slave);
    let mut child = command.spawn().unwrap();
    drop(command);
    let printed = followed(File::from(master));
    child.wait().unwrap();
    let printed: Vec<u8> = printed.iter().flatten().collect();
    printed.contains(&0x1b)
}
