use std::fs::{File, TryLockError};
use std::path::Path;
use std::time::{Duration, Instant};

/// The right to do what one process does at a time, until it is dropped or the process ends, however it ends.
pub(crate) struct Lock {
    _file: File,
}

const PAUSE: Duration = Duration::from_millis(10);

impl Lock {
    /// Takes the lock that the file at `path` stands for, waiting up to `patience` for another process that has it. The
    /// file is made, with its folder, if need be; it says nothing, and stays.
    ///
    /// # Errors
    ///
    /// `WouldBlock` where another process had it all the time; else what the system says.
    pub(crate) fn hold(path: &Path, patience: Duration) -> Result<Lock, TryLockError> {
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(TryLockError::Error)?;
        }
        let file = File::options().create(true).append(true).open(path).map_err(TryLockError::Error)?;
        let until = Instant::now() + patience;
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(Lock { _file: file }),
                Err(TryLockError::WouldBlock) if Instant::now() < until => std::thread::sleep(PAUSE),
                Err(error) => return Err(error),
            }
        }
    }
}
