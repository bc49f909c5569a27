//! Tests of Dalil as a whole, run natively.
