//! Bytes → [`Document`]: formats, encodings, limits, cleaning.
