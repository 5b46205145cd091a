//! One way to run the program in tests: its own folder, no inherited settings.

pub(crate) mod nasty;
pub(crate) mod policies;
#[cfg(unix)]
pub(crate) mod running;
pub(crate) mod wrapping;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::LazyLock;

use hookspect::registry::Registry;
use proptest::test_runner::{Config as ProptestConfig, RngSeed};
use tempfile::TempDir;

/// A folder with files, in which the program runs.
pub(crate) struct Sandbox {
    folder: TempDir,
    environment: Vec<(String, String)>,
}

/// What the program did.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Run {
    pub stdout: String,
    pub stderr: String,
    pub code: i32,
}

impl Sandbox {
    pub(crate) fn new() -> Self {
        Self { folder: TempDir::new().unwrap(), environment: Vec::new() }
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Writes a file, with the folders above it.
    pub(crate) fn file(&self, name: &str, content: impl AsRef<[u8]>) -> &Self {
        let path = self.folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
        self
    }

    /// Sets a variable for all later runs.
    pub(crate) fn variable(&mut self, name: &str, value: &str) -> &mut Self {
        self.environment.push((name.to_owned(), value.to_owned()));
        self
    }

    /// What a file holds now.
    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.folder.path().join(name)).unwrap()
    }

    /// The names in a folder, sorted.
    pub(crate) fn names(&self, folder: &str) -> Vec<String> {
        let entries = fs::read_dir(self.folder.path().join(folder)).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    /// Runs the program with nothing on standard input.
    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        self.run_with(arguments, b"")
    }

    /// Runs the program with this on standard input.
    pub(crate) fn run_with(&self, arguments: &[&str], stdin: &[u8]) -> Run {
        self.run_in(".", arguments, stdin)
    }

    /// The same in a folder of the sandbox.
    pub(crate) fn run_in(&self, folder: &str, arguments: &[&str], stdin: &[u8]) -> Run {
        ended(self.start(folder, arguments), stdin)
    }

    /// Runs the program while nobody reads what it prints: its standard output is closed at once.
    pub(crate) fn run_unread(&self, arguments: &[&str], stdin: &[u8]) -> Run {
        let mut child = self.start(".", arguments);
        drop(child.stdout.take());
        ended(child, stdin)
    }

    /// Starts the program in a folder of the sandbox; its streams are pipes.
    pub(crate) fn start(&self, folder: &str, arguments: &[&str]) -> Child {
        self.set_up(Command::new(env!("CARGO_BIN_EXE_hookspect")), folder).args(arguments).spawn().unwrap()
    }

    /// Runs a script of bash as somebody whom limits and permissions hold, which they do not for root. `$0` is the program.
    #[cfg(target_os = "linux")]
    pub(crate) fn as_anybody(&self, script: &str) -> Run {
        use std::os::unix::fs::{MetadataExt, PermissionsExt};
        use std::os::unix::process::CommandExt;
        let program = self.path().join("program");
        if !program.exists() {
            fs::copy(env!("CARGO_BIN_EXE_hookspect"), &program).unwrap();
        }
        let mut command = Command::new("bash");
        command.args(["-c", script]).arg(&program);
        if fs::metadata("/proc/self").unwrap().uid() == 0 {
            fs::set_permissions(self.path(), fs::Permissions::from_mode(0o755)).unwrap();
            command.uid(65534).gid(65534);
        }
        ended(self.set_up(command, ".").spawn().unwrap(), b"")
    }

    /// Runs the program under a limit, as `ulimit` of the shell takes it: `-v 65536`, `-f 8`.
    #[cfg(target_os = "linux")]
    pub(crate) fn run_limited(&self, limit: &str, arguments: &[&str]) -> Run {
        let mut shell = Command::new("sh");
        shell.arg("-c").arg(format!("ulimit {limit} && exec \"$0\" \"$@\""));
        shell.arg(env!("CARGO_BIN_EXE_hookspect")).args(arguments);
        ended(self.set_up(shell, ".").spawn().unwrap(), b"")
    }

    /// A command in a folder of the sandbox, with its variables and no settings of whoever runs the tests.
    pub(crate) fn set_up(&self, mut command: Command, folder: &str) -> Command {
        command
            .current_dir(self.folder.path().join(folder))
            .env_remove("NO_COLOR")
            .env_remove("CLICOLOR_FORCE")
            .env_remove("CLICOLOR")
            .env_remove("FORCE_COLOR")
            .env_remove("TERM")
            .env_remove("GITHUB_ACTIONS")
            .env_remove("GITHUB_WORKSPACE")
            .env_remove("CI_PROJECT_DIR")
            .envs(self.environment.iter().cloned())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }
}

/// What a child did, once it has read this and ended.
pub(crate) fn ended(mut child: Child, stdin: &[u8]) -> Run {
    let mut pipe = child.stdin.take().unwrap();
    let content = stdin.to_vec();
    let feeder = std::thread::spawn(move || drop(pipe.write_all(&content)));
    let output = child.wait_with_output().unwrap();
    feeder.join().unwrap();
    Run {
        stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
        stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        code: output.status.code().unwrap(),
    }
}

/// The built-in providers.
pub(crate) fn registry() -> &'static Registry<'static> {
    static BUILT_IN: LazyLock<Registry<'static>> = LazyLock::new(|| Registry::built_in().unwrap());
    &BUILT_IN
}

/// Every sample: `PROVIDER/EVENT` and its text.
pub(crate) fn samples() -> Vec<(String, String)> {
    let events = registry().events().iter();
    events.map(|event| (event.id(), event.event.sample.to_owned())).collect()
}

/// The text of one sample, by the id of its event.
pub(crate) fn sample(id: &str) -> String {
    samples().into_iter().find(|(name, _)| name == id).unwrap().1
}

/// Property tests of so many cases, the same in every run unless `PROPTEST_RNG_SEED` says otherwise.
pub(crate) fn cases(cases: u32) -> ProptestConfig {
    let mut config = ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() };
    if config.rng_seed == RngSeed::Random {
        config.rng_seed = RngSeed::Fixed(20_261_121);
    }
    config
}

/// The folder of the package.
pub(crate) fn package() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Numbers that look random and are the same in every run (`SplitMix64`).
pub(crate) struct Numbers(pub u64);

impl Numbers {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    pub(crate) fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(bound.max(1)).unwrap()).unwrap()
    }
}

/// The summary of a run in JSON: (read, valid, invalid, unknown, unreadable). It adds up.
pub(crate) fn summary(run: &Run) -> (u64, u64, u64, u64, u64) {
    let document: serde_json::Value = serde_json::from_str(&run.stdout).unwrap_or_else(|_| panic!("{run:?}"));
    let count = |name: &str| document["summary"][name].as_u64().unwrap();
    let all = (count("read"), count("valid"), count("invalid"), count("unknown"), count("unreadable"));
    assert_eq!(all.0, all.1 + all.2 + all.3 + all.4, "read is the sum of the verdicts");
    assert_eq!(all.0, document["records"].as_array().unwrap().len() as u64, "every record is in the report");
    all
}
