//! Tests of bulk scoring.
