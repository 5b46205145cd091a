//! Files that hold captures and are not read: told by their first bytes, with the command that gets out what can be read.

use std::fmt;

/// What a file is that is not text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BinaryFormat {
    /// PKZIP: `PK` and a local header, or the end of an empty archive.
    Zip,
    /// POSIX.1-1988 and GNU: `ustar` in the first header.
    Tar,
    /// 7-Zip.
    SevenZip,
    /// RAR.
    Rar,
    /// bzip2.
    Bzip2,
    /// xz.
    Xz,
    /// libpcap, of either byte order and resolution.
    Pcap,
    /// PCAP Next Generation: a section header block.
    PcapNg,
    /// The flows that mitmproxy saves: a netstring of a dictionary that has a request.
    Mitmproxy,
}

/// How much of a file is looked at for a name in it.
const HEAD: usize = 4096;

impl BinaryFormat {
    /// What begins so.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Option<Self> {
        Some(match bytes {
            [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] => Self::Zip,
            [b'7', b'z', 0xbc, 0xaf, 0x27, 0x1c, ..] => Self::SevenZip,
            [b'R', b'a', b'r', b'!', 0x1a, 7, ..] => Self::Rar,
            [b'B', b'Z', b'h', b'1'..=b'9', b'1', b'A', b'Y', b'&', b'S', b'Y', ..] => Self::Bzip2,
            [0xfd, b'7', b'z', b'X', b'Z', 0, ..] => Self::Xz,
            [0xd4 | 0x4d, 0xc3 | 0x3c, 0xb2, 0xa1, ..] | [0xa1, 0xb2, 0xc3 | 0x3c, 0xd4 | 0x4d, ..] => {
                Self::Pcap
            }
            [0x0a, 0x0d, 0x0d, 0x0a, ..] => Self::PcapNg,
            _ if bytes.get(257..262) == Some(b"ustar") => Self::Tar,
            _ if begins_flow(bytes) => Self::Mitmproxy,
            _ => return None,
        })
    }

    /// The command that gets out what can be read.
    #[must_use]
    pub const fn remedy(self) -> &'static str {
        match self {
            Self::Zip => "`unzip -p FILE` prints what is in it, for a pipe; `unzip FILE` unpacks it",
            Self::Tar => "`tar -xOf FILE` prints what is in it, for a pipe; `tar -xf FILE` unpacks it",
            Self::SevenZip => "`7z x -so FILE` prints what is in it, for a pipe",
            Self::Rar => "`unrar p -inul FILE` prints what is in it, for a pipe",
            Self::Bzip2 => "`bzip2 -dc FILE` prints what is in it, for a pipe",
            Self::Xz => "`xz -dc FILE` prints what is in it, for a pipe",
            Self::Pcap | Self::PcapNg => {
                "`tshark -r FILE --export-objects http,FOLDER` writes the bodies of unencrypted HTTP into a folder"
            }
            Self::Mitmproxy => "`mitmdump -nr FILE --set hardump=flows.har` writes its flows as HAR",
        }
    }
}

impl fmt::Display for BinaryFormat {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Zip => "a zip archive",
            Self::Tar => "a tar archive",
            Self::SevenZip => "a 7z archive",
            Self::Rar => "a RAR archive",
            Self::Bzip2 => "compressed with bzip2",
            Self::Xz => "compressed with xz",
            Self::Pcap | Self::PcapNg => "a recording of network packets (pcap)",
            Self::Mitmproxy => "a dump of mitmproxy",
        })
    }
}

/// `1234:` and a dictionary whose first key is a netstring too.
fn begins_flow(bytes: &[u8]) -> bool {
    let digits = |bytes: &[u8]| bytes.iter().take(10).take_while(|byte| byte.is_ascii_digit()).count();
    let outer = digits(bytes);
    let Some(rest) = bytes.get(outer..).and_then(|rest| rest.strip_prefix(b":")).filter(|_| outer > 1) else {
        return false;
    };
    let inner = digits(rest);
    let head = rest.get(..rest.len().min(HEAD)).unwrap_or(rest);
    inner > 0
        && rest.get(inner) == Some(&b':')
        && [b"7:request".as_slice(), b"7:version"].iter().any(|key| memchr::memmem::find(head, key).is_some())
}
