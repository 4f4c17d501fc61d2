//! Files of office programs; how they were made stands in `tests/fixtures/README.md`.
