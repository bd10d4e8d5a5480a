//! Files changed without a moment at which they are half written.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// Replaces the contents of a file: a new file is written beside it, brought to the disk, and takes its name. Mode and
/// symbolic links are kept. If anything fails the old file stands as it was.
///
/// # Errors
/// What the system says.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    // A link stays a link: what it leads to is replaced.
    let target = fs::canonicalize(path)?;
    let meta = fs::metadata(&target)?;
    if meta.permissions().readonly() {
        return Err(io::Error::new(
            io::ErrorKind::PermissionDenied,
            "the file is read-only",
        ));
    }
    let beside = beside(&target);
    let written = write_new(&beside, bytes)
        .and_then(|()| fs::set_permissions(&beside, meta.permissions()))
        .and_then(|()| fs::rename(&beside, &target));
    if written.is_err() {
        // The unfinished file must not stay; if that fails too, the first error is the one to tell.
        let _ = fs::remove_file(&beside);
    }
    written
}

/// Writes a file whole or not at all: one that is there is replaced as by [`replace`]. Pipes and devices are written to.
///
/// # Errors
/// What the system says.
pub fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    match fs::symlink_metadata(path) {
        Err(_) => {
            let beside = beside(path);
            let written = write_new(&beside, bytes).and_then(|()| fs::rename(&beside, path));
            if written.is_err() {
                let _ = fs::remove_file(&beside);
            }
            written
        }
        Ok(_) if path.is_file() => replace(path, bytes),
        Ok(_) => fs::write(path, bytes),
    }
}

fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = match File::create_new(path) {
        // Left by a process of the same number that was killed.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            fs::remove_file(path)?;
            File::create_new(path)?
        }
        made => made?,
    };
    file.write_all(bytes)?;
    file.sync_all()
}

/// A name in the same folder that no other process uses.
fn beside(path: &Path) -> PathBuf {
    let name = path
        .file_name()
        .map_or_else(|| "file".into(), |name| name.to_string_lossy());
    path.with_file_name(format!(".{name}.copydesk-{}", std::process::id()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_file_is_whole_and_alone() {
        let folder = std::env::temp_dir().join(format!("copydesk-new-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let path = folder.join("a.json");
        write(&path, b"first").unwrap();
        write(&path, b"second").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"second");
        // A folder has the name: nothing is left beside it.
        fs::create_dir_all(folder.join("b.json")).unwrap();
        write(&folder.join("b.json"), b"third").unwrap_err();
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 2);
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn contents_are_replaced_and_the_mode_is_kept() {
        let folder = std::env::temp_dir().join(format!("copydesk-files-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let path = folder.join("a.md");
        fs::write(&path, "old").unwrap();
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
            std::os::unix::fs::symlink(&path, folder.join("link.md")).unwrap();
            replace(&folder.join("link.md"), b"by link").unwrap();
            assert!(
                fs::symlink_metadata(folder.join("link.md"))
                    .unwrap()
                    .is_symlink()
            );
            assert_eq!(fs::read(&path).unwrap(), b"by link");
        }
        replace(&path, b"new").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"new");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            assert_eq!(
                fs::metadata(&path).unwrap().permissions().mode() & 0o777,
                0o640
            );
            fs::set_permissions(&path, fs::Permissions::from_mode(0o440)).unwrap();
            assert_eq!(
                replace(&path, b"no").unwrap_err().kind(),
                io::ErrorKind::PermissionDenied
            );
        }
        assert_eq!(fs::read(&path).unwrap(), b"new");
        assert_eq!(
            fs::read_dir(&folder)
                .unwrap()
                .filter(|entry| entry
                    .as_ref()
                    .unwrap()
                    .file_name()
                    .to_string_lossy()
                    .contains("copydesk-"))
                .count(),
            0
        );
        fs::remove_dir_all(&folder).unwrap();
    }
}
