use std::collections::HashMap;
use std::io;
use std::rc::Rc;

use flate2::{Compress, Compression, FlushCompress, Status};
use git2::{ObjectType, Oid};
use sha1::{Digest, Sha1};

/// A pack that is put together in memory: git's format for many objects in one file, in which an object may be stated
/// as what differs from an earlier one (`git help format-pack`).
///
/// The caller says which object to compare with, since it knows which one is the version before. To search for it, as
/// `git repack` does, takes most of the time that a pack takes.
pub(super) struct Pack {
    /// The objects as the file has them, without its head and its checksum.
    body: Vec<u8>,
    places: HashMap<Oid, Place>,
    deflate: Compress,
}

/// Where an object of the pack begins, and how many others must be put together before it.
#[derive(Clone, Copy)]
struct Place {
    at: usize,
    depth: usize,
}

/// An object as it was added last, to compare its next version with.
#[derive(Clone)]
pub(super) struct Version {
    /// Its hash.
    pub oid: Oid,
    /// Its content.
    pub bytes: Rc<[u8]>,
}

/// The longest chain of differences, as git has it (`pack.depth`): each is one more object to unpack for whoever reads.
const DEPTH: usize = 50;

/// The bytes before the first object: the word, the version, the number of objects.
const HEAD: usize = 12;

/// The kind of an object that is stated as the difference from the one that begins so many bytes before it.
const DIFFERENCE: u8 = 6;

impl Pack {
    /// A pack without an object.
    pub(super) fn new() -> Pack {
        Pack { body: Vec::new(), places: HashMap::new(), deflate: Compress::new(Compression::default(), true) }
    }

    /// How many objects it holds.
    pub(super) fn count(&self) -> usize {
        self.places.len()
    }

    /// Adds an object, unless it is there, as the difference from `base` where that is shorter. Gives its hash.
    ///
    /// # Errors
    ///
    /// Where zlib refuses to go on, as it does without memory.
    pub(super) fn add(&mut self, kind: ObjectType, bytes: &[u8], base: Option<&Version>) -> io::Result<Oid> {
        let oid = hash(kind, bytes)?;
        if self.places.contains_key(&oid) {
            return Ok(oid);
        }
        let at = HEAD + self.body.len();
        let base = base.and_then(|base| Some((self.places.get(&base.oid)?, base)));
        let difference = base.filter(|(place, _)| place.depth < DEPTH).and_then(|(place, base)| {
            let difference = difference(&base.bytes, bytes);
            (difference.len() < bytes.len() / 2).then_some((*place, difference))
        });
        let depth = match difference {
            Some((place, difference)) => {
                self.body.extend(head(DIFFERENCE, difference.len()));
                self.body.extend(distance(at - place.at));
                self.deflate(&difference)?;
                place.depth + 1
            }
            None => {
                self.body.extend(head(number(kind), bytes.len()));
                self.deflate(bytes)?;
                0
            }
        };
        self.places.insert(oid, Place { at, depth });
        Ok(oid)
    }

    fn deflate(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.deflate.reset();
        loop {
            let read = usize::try_from(self.deflate.total_in()).map_err(io::Error::other)?;
            let rest = bytes.get(read..).unwrap_or_default();
            self.body.reserve(rest.len() / 2 + 64);
            if self.deflate.compress_vec(rest, &mut self.body, FlushCompress::Finish)? == Status::StreamEnd {
                return Ok(());
            }
        }
    }

    /// The file: its head, the objects, and the checksum of both.
    pub(super) fn into_file(self) -> [Vec<u8>; 3] {
        let mut head = b"PACK\0\0\0\x02".to_vec();
        head.extend(u32::try_from(self.count()).unwrap_or(u32::MAX).to_be_bytes());
        let sum = Sha1::new().chain_update(&head).chain_update(&self.body).finalize();
        [head, self.body, sum.to_vec()]
    }
}

/// The hash by which git knows an object.
fn hash(kind: ObjectType, bytes: &[u8]) -> io::Result<Oid> {
    let head = format!("{} {}\0", kind.str(), bytes.len());
    let sum = Sha1::new().chain_update(head).chain_update(bytes).finalize();
    Oid::from_bytes(&sum).map_err(io::Error::other)
}

/// The number by which a pack knows a kind of object.
const fn number(kind: ObjectType) -> u8 {
    match kind {
        ObjectType::Tree => 2,
        ObjectType::Blob => 3,
        ObjectType::Tag => 4,
        ObjectType::Commit | ObjectType::Any => 1,
    }
}

/// What precedes an object: its kind and the size of its content, the lowest four bits first, then seven at a time.
fn head(kind: u8, size: usize) -> Vec<u8> {
    let mut bytes = vec![kind << 4 | (size & 15) as u8];
    let mut rest = size >> 4;
    while rest > 0 {
        if let Some(last) = bytes.last_mut() {
            *last |= 128;
        }
        bytes.push((rest & 127) as u8);
        rest >>= 7;
    }
    bytes
}

/// How far back the object begins that a difference is from: seven bits at a time, the highest first, each further byte
/// one more than it says, so that no number has two spellings.
fn distance(mut back: usize) -> Vec<u8> {
    let mut bytes = vec![(back & 127) as u8];
    while back > 127 {
        back = (back >> 7) - 1;
        bytes.push(128 | (back & 127) as u8);
    }
    bytes.reverse();
    bytes
}

/// What makes `new` of `old`: both begin and end alike, most often, and what is between is stated in full. A longer
/// search would save little: versions of a record and of a folder differ in one place as a rule.
fn difference(old: &[u8], new: &[u8]) -> Vec<u8> {
    let begin = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let shorter = old.len().min(new.len()) - begin;
    let end = old.iter().rev().zip(new.iter().rev()).take(shorter).take_while(|(a, b)| a == b).count();
    let mut bytes = size(old.len());
    bytes.extend(size(new.len()));
    copy(0, begin, &mut bytes);
    let middle = new.get(begin..new.len() - end).unwrap_or_default();
    for piece in middle.chunks(127) {
        bytes.push(piece.len() as u8);
        bytes.extend_from_slice(piece);
    }
    copy(old.len() - end, end, &mut bytes);
    bytes
}

/// The orders to copy `length` bytes of the old object from `from` on, in pieces of what one order can hold.
fn copy(mut from: usize, mut length: usize, bytes: &mut Vec<u8>) {
    while length > 0 {
        let piece = length.min(0xffff);
        let order = bytes.len();
        bytes.push(128);
        let mut flags = 128;
        let places = (0..4).map(|at| (1 << at, (from >> (8 * at)) as u8));
        let lengths = (0..2).map(|at| (16 << at, (piece >> (8 * at)) as u8));
        for (flag, byte) in places.chain(lengths).filter(|(_, byte)| *byte != 0) {
            flags |= flag;
            bytes.push(byte);
        }
        if let Some(order) = bytes.get_mut(order) {
            *order = flags;
        }
        (from, length) = (from + piece, length - piece);
    }
}

/// A size in a difference: seven bits at a time, the lowest first.
fn size(mut size: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    loop {
        let low = (size & 127) as u8;
        size >>= 7;
        bytes.push(if size > 0 { low | 128 } else { low });
        if size == 0 {
            return bytes;
        }
    }
}
