//! The lossless JSON document.
